using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>Checks bindings against the definition and against what they refer to; a reference to another tenant or customer is not found.</summary>
internal static class InstanceBindings
{
    private const int LongestLiteral = 4_000;

    /// <summary>The messages by config variable; null when all bindings are fine.</summary>
    /// <param name="customerId">Null for a draft's test configuration, which may use any customer's variables.</param>
    public static async Task<InvalidError?> CheckAsync(
        IConsoleDb db, IntegrationDefinition definition, InstanceConfiguration configuration, Guid? customerId, CancellationToken cancellationToken)
    {
        var messages = new List<FieldMessage>();
        var references = configuration.Bindings.Select(b => b.ReferenceId).OfType<Guid>().ToList();
        var variables = references.Count == 0
            ? []
            : await db.ConfigVariables.AsNoTracking().Where(v => references.Contains(v.Id)).Select(v => new { v.Id, v.CustomerId }).ToDictionaryAsync(v => v.Id, v => v.CustomerId, cancellationToken);
        var credentials = references.Count == 0
            ? []
            : await db.Credentials.AsNoTracking().Where(c => references.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var binding in configuration.Bindings)
        {
            void Add(string message) => messages.Add(new FieldMessage(binding.Key, message));

            if (definition.FindVariable(binding.Key) is not { } variable)
            {
                Add($"The integration requires no config variable \"{binding.Key}\".");
                continue;
            }

            var isSlot = variable.Type == ConfigVariableType.Connection;
            switch (binding.Source)
            {
                case BindingSource.Credential when !isSlot || variable.Connection is { StableKey: not null }:
                    Add(isSlot ? $"\"{binding.Key}\" takes the connection \"{variable.Connection!.StableKey}\" and no credential." : $"\"{binding.Key}\" is no connection.");
                    break;
                case BindingSource.Credential when binding.ReferenceId is not { } id || !credentials.Contains(id):
                    Add($"The credential bound to \"{binding.Key}\" does not exist.");
                    break;
                case BindingSource.Literal when isSlot:
                    Add($"\"{binding.Key}\" is a connection and takes no text.");
                    break;
                case BindingSource.Literal:
                    CheckLiteral(variable, binding.Value ?? "", Add);
                    break;
                case BindingSource.OrganizationVariable or BindingSource.CustomerVariable:
                    CheckVariable(binding, isSlot, variables, customerId, Add);
                    break;
            }
        }

        return messages.Count == 0 ? null : new InvalidError(messages);
    }

    private static void CheckLiteral(RequiredConfigVariable variable, string value, Action<string> add)
    {
        if (value.Length > LongestLiteral)
        {
            add($"\"{variable.Key}\" has {value.Length:N0} characters; at most {LongestLiteral:N0} are kept.");
        }
        else if (value.Length > 0 && variable.Type == ConfigVariableType.Picklist && variable.Picklist?.Contains(value, StringComparer.Ordinal) != true)
        {
            add($"\"{variable.Key}\" is one of {string.Join(", ", variable.Picklist ?? [])}.");
        }
        else if (value.Length > 0 && variable.Type == ConfigVariableType.Boolean && value is not ("true" or "false"))
        {
            add($"\"{variable.Key}\" is either true or false.");
        }
        else if (value.Length > 0 && variable.Type == ConfigVariableType.Number
            && !double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            add($"\"{variable.Key}\" is a number.");
        }
    }

    private static void CheckVariable(VariableBinding binding, bool isSlot, Dictionary<Guid, Guid?> variables, Guid? customerId, Action<string> add)
    {
        if (isSlot)
        {
            add($"\"{binding.Key}\" is a connection and takes no config variable.");
        }
        else if (binding.ReferenceId is not { } id || !variables.TryGetValue(id, out var owner) || (customerId is not null && owner is not null && owner != customerId))
        {
            add($"The config variable bound to \"{binding.Key}\" does not exist.");
        }
        else if ((binding.Source == BindingSource.OrganizationVariable) != (owner is null))
        {
            add($"The config variable bound to \"{binding.Key}\" belongs to {(owner is null ? "the organization" : "a customer")}.");
        }
    }
}
