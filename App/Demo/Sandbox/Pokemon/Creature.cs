using ConnectionsConsole.App.Demo.Sandbox.Drawing;

namespace ConnectionsConsole.App.Demo.Sandbox.Pokemon;

/// <summary>What the sandbox's API tells about one creature.</summary>
/// <param name="Height">In tenths of a metre.</param>
/// <param name="Weight">In tenths of a kilogram.</param>
/// <param name="Stats">Health, attack, defence, special attack, special defence, speed.</param>
internal sealed record Creature(
    int Id,
    string Name,
    IReadOnlyList<string> Types,
    int Height,
    int Weight,
    int BaseExperience,
    IReadOnlyList<int> Stats,
    IReadOnlyList<Ability> Abilities,
    string Genus,
    string Habitat,
    string FlavorText,
    Action<Canvas> Draw);

internal sealed record Ability(string Name, string Effect, bool IsHidden = false);

/// <summary>A move that all creatures of a type learn.</summary>
internal sealed record Move(string Name, string Type, int Power, int Accuracy, int Uses, string Effect);
