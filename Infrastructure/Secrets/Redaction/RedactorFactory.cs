using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

internal sealed class RedactorFactory : IRedactorFactory
{
    public IRedactor Create(IEnumerable<string> secrets) => new Redactor(secrets);
}
