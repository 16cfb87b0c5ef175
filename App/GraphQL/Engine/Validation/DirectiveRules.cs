using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.7.1 and §5.7.2: directives exist and stand where they may.</summary>
internal sealed class KnownDirectives(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDirectives(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (Context.Schema.FindDirective(directive.Name) is not { } definition)
            {
                Report($"There is no directive \"@{directive.Name}\".", directive);
            }
            else if (!definition.Locations.Contains(location))
            {
                Report($"The directive \"@{directive.Name}\" cannot stand on {location}.", directive);
            }
        }
    }
}

/// <summary>§5.7.3.</summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDirectives(IReadOnlyList<Directive> directives, string location)
    {
        if (directives.Count < 2)
        {
            return;
        }

        foreach (var same in directives.GroupBy(d => d.Name, StringComparer.Ordinal))
        {
            if (Context.Schema.FindDirective(same.Key) is { IsRepeatable: false })
            {
                foreach (var again in same.Skip(1))
                {
                    Report($"The directive \"@{same.Key}\" can stand here once only.", same.First(), again);
                }
            }
        }
    }
}
