using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables;

/// <summary>Gives a config variable another version of its value; saving is left to the caller.</summary>
public sealed class ConfigVariableWriter(IConsoleDb db, ValueWriter writer)
{
    /// <returns>Null when the version was made.</returns>
    public async Task<Error?> WriteAsync(ConfigVariable variable, string value, CancellationToken cancellationToken)
    {
        var previous = await db.ValueSets.SingleOrDefaultAsync(v => v.Id == variable.Values.CurrentId, cancellationToken);
        var written = await writer.WriteAsync(
            ValueOwner.ConfigVariable, variable.Id, [variable.Field], [new SubmittedValue(ConfigVariable.ValueKey, value)], previous, variable.Values.Number + 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        variable.UseValues(values);
        db.ValueSets.Add(values);
        return null;
    }
}
