using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>Asks for the values that test runs use: right after a connection was created, and whenever somebody wants to change them.</summary>
public sealed class TestConnectionEditor(ConsoleDialogs dialogs, ScopedSender sender, UserMessages messages)
{
    /// <param name="isOffer">Asked without having been called for: says what it means to skip it.</param>
    /// <returns>The test connection; null when nothing was saved.</returns>
    public async Task<Guid?> EditAsync(ConnectionDetail connection, bool isOffer)
    {
        Guid? saved = null;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ValuesDialog.Title)] = isOffer ? $"Set a test connection for “{connection.Name}”" : $"Test connection of “{connection.Name}”",
            [nameof(ValuesDialog.Intro)] = $"Test runs in the designer use these values in place of production ones. {ConnectionLooks.WithoutTest(connection.Kind, connection.FallbackAllowed)}",
            [nameof(ValuesDialog.Values)] = connection.Test,
            [nameof(ValuesDialog.OwnerKind)] = ValueOwner.TestConnection,
            [nameof(ValuesDialog.RequireAll)] = true,
            [nameof(ValuesDialog.SaveText)] = "Save test connection",
            [nameof(ValuesDialog.CancelText)] = isOffer ? "Skip for now" : "Cancel",
            [nameof(ValuesDialog.Save)] = (Func<IReadOnlyList<SubmittedValue>, Task<Domain.Shared.Error?>>)(async values =>
            {
                var set = await sender.SendAsync(new SetTestConnection(connection.Id, values, connection.Test.Revision));
                saved = set.IsSuccess ? set.Value : null;
                return set.Error;
            }),
        };
        if (connection.Kind == ConnectionKind.Customer)
        {
            // What is global has a value already; a test may still go elsewhere.
            var globals = connection.Inputs.Where(i => i.Scope == InputScope.Global).Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
            parameters[nameof(ValuesDialog.MoreHint)] = (Func<InputState, string?>)(input => globals.Contains(input.Key) ? "Left empty, the global value is used." : null);
            parameters[nameof(ValuesDialog.Values)] = connection.Test with
            {
                Inputs = [.. connection.Test.Inputs.Select(i => globals.Contains(i.Key) ? i with { Field = i.Field with { Required = false, Default = null } } : i)],
            };
        }

        if (!await dialogs.ShowAsync<ValuesDialog, bool>(parameters))
        {
            return null;
        }

        messages.Success("The test connection was saved. Test runs use it from the next one on.");
        return saved;
    }
}
