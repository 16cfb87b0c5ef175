using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using ConnectionsConsole.Infrastructure.Secrets.Redaction;
using ConnectionsConsole.Infrastructure.Secrets.Rotation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectionsConsole.Infrastructure.Secrets;

internal static class DependencyInjection
{
    /// <summary>
    /// Adds protection, fingerprints, redaction and rotation. <see cref="IDataKeyStore"/> and each <see cref="ICiphertextSource"/> are
    /// registered by whoever implements them, as singletons. At start, once the database is migrated, await
    /// <see cref="MasterKeyVerification.VerifyAsync"/>.
    /// </summary>
    /// <param name="embeddedKeyDirectory">Where the embedded default keeps its key file (<c>DIR/keys</c>); null when the database is a
    /// server's, so that a key must be configured.</param>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, string? embeddedKeyDirectory)
    {
        var options = new SecretsOptions();
        configuration.GetSection(SecretsOptions.Section).Bind(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => new MasterKeySource(options, embeddedKeyDirectory));
        services.AddSingleton<MasterKeyRing>();
        services.AddSingleton<MasterKeyVerification>();
        services.AddSingleton<DataKeyCache>();
        services.AddSingleton<ISecretProtector, SecretProtector>();
        services.AddSingleton<IFingerprinter, Fingerprinter>();
        services.AddSingleton<IRedactorFactory, RedactorFactory>();
        services.AddSingleton<Reencryption>();
        services.AddSingleton<MasterKeyRewrapping>();
        services.AddSingleton<DataKeyRotation>();
        services.AddSingleton<IKeyRotation, KeyRotation>();
        return services;
    }
}
