using System.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>Rotates keys, also while the console serves.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var master = new Option<bool>("--master") { Description = "Wrap the data keys under the current master key instead; the earlier one stands in Secrets:PreviousMasterKeys" };
        var rotate = new Command("rotate", "Gives each organization a new data key and encrypts its stored values again. Can be stopped and started again at any time.") { master };
        rotate.SetAction(async (result, cancellationToken) =>
        {
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.RowsOnly);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            var rotation = app.Services.GetRequiredService<IKeyRotation>();
            return result.GetValue(master) ? await RotateMasterAsync(rotation, cancellationToken) : await RotateDataKeysAsync(rotation, cancellationToken);
        });
        return new Command("keys", "Encryption keys.") { rotate };
    }

    private static async Task<int> RotateMasterAsync(IKeyRotation rotation, CancellationToken cancellationToken)
    {
        var done = await rotation.RotateMasterAsync(cancellationToken);
        Console.WriteLine($"{done.Rewrapped} keys wrapped under the current master key, {done.AlreadyCurrent} were already.");
        if (done.IsComplete)
        {
            Console.WriteLine("The earlier master key can be taken out of Secrets:PreviousMasterKeys.");
            return ConsoleCommandLine.Success;
        }

        await Console.Error.WriteLineAsync($"{done.Unreadable} keys are wrapped by a master key that is not configured: add it to Secrets:PreviousMasterKeys and repeat.");
        return ConsoleCommandLine.Failure;
    }

    private static async Task<int> RotateDataKeysAsync(IKeyRotation rotation, CancellationToken cancellationToken)
    {
        var done = await rotation.RotateDataKeysAsync(
            new Progress<DataKeyRotationResult>(p => Console.WriteLine($"{p.Reencrypted} values encrypted again")), cancellationToken);
        Console.WriteLine($"{done.Organizations} organizations have a new data key; {done.Reencrypted} values were encrypted again.");
        if (done.Undecryptable > 0)
        {
            await Console.Error.WriteLineAsync($"{done.Undecryptable} values could not be decrypted and were left as they are; the connections that hold them are marked.");
        }

        if (done.UnfinishedOrganizations > 0)
        {
            await Console.Error.WriteLineAsync($"{done.UnfinishedOrganizations} organizations are unfinished: repeat the command.");
            return ConsoleCommandLine.Failure;
        }

        return ConsoleCommandLine.Success;
    }
}
