using System.Text.Json;

namespace ConnectionsConsole.App.Demo.Sandbox.Pokemon;

/// <summary>
/// The JSON that the API answers: about 10 kB for each creature, as the public APIs of this kind do, so that the demo moves data of
/// a usual size. Every address in it can be got from this server.
/// </summary>
internal static class CreatureDocument
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly string[] s_statNames = ["hp", "attack", "defense", "special-attack", "special-defense", "speed"];

    private static readonly string[] s_editions = ["first-light", "second-wind", "third-time", "fourth-wall"];

    public static string PathOf(Creature creature) => $"{PokemonEndpoint.ApiPath}{creature.Name}";

    public static string SpritePathOf(Creature creature) => $"{PokemonEndpoint.SpritePath}{creature.Id}.png";

    public static byte[] One(Creature creature, Uri baseAddress)
    {
        var self = new Uri(baseAddress, PathOf(creature));
        return Serialize(new
        {
            creature.Id,
            creature.Name,
            BaseExperience = creature.BaseExperience,
            creature.Height,
            creature.Weight,
            IsDefault = true,
            Order = creature.Id,
            Abilities = creature.Abilities.Select((ability, index) => new
            {
                Ability = new { ability.Name, ability.Effect },
                ability.IsHidden,
                Slot = index + 1,
            }),
            Forms = new[] { new { creature.Name, Url = self } },
            GameIndices = s_editions.Select((edition, index) => new { GameIndex = creature.Id + (100 * index), Version = new { Name = edition } }),
            HeldItems = Array.Empty<object>(),
            Moves = MovesOf(creature),
            Species = new { creature.Name, creature.Genus, Habitat = new { Name = creature.Habitat }, FlavorText = creature.FlavorText, Url = self },
            Sprites = new { FrontDefault = new Uri(baseAddress, SpritePathOf(creature)), FrontShiny = (Uri?)null, BackDefault = (Uri?)null,
                BackShiny = (Uri?)null },
            Stats = creature.Stats.Select((value, index) => new { BaseStat = value, Effort = index % 2, Stat = new { Name = s_statNames[index] } }),
            Types = creature.Types.Select((type, index) => new { Slot = index + 1, Type = new { Name = type } }),
        });
    }

    public static byte[] List(Uri baseAddress) => Serialize(new
    {
        Creatures.All.Count,
        Next = (Uri?)null,
        Previous = (Uri?)null,
        Results = Creatures.All.Select(creature => new { creature.Name, Url = new Uri(baseAddress, PathOf(creature)) }),
    });

    public static byte[] NotFound(string what) => Serialize(new
    {
        Error = "not_found",
        Message = $"There is no {what} here.",
        KnownNames = Creatures.All.Select(creature => creature.Name),
    });

    public static byte[] MethodNotAllowed() => Serialize(new { Error = "method_not_allowed", Message = "This API can be read only: use GET." });

    /// <summary>Everyone learns the moves of its own types and the normal ones, one after the other.</summary>
    private static IEnumerable<object> MovesOf(Creature creature) => Creatures.Moves
        .Where(move => move.Type == "normal" || creature.Types.Contains(move.Type, StringComparer.Ordinal))
        .Select((move, index) => new
        {
            Move = new { move.Name, Type = new { Name = move.Type }, move.Power, move.Accuracy, Pp = move.Uses, move.Effect },
            VersionGroupDetails = s_editions.Select((edition, group) => new
            {
                LevelLearnedAt = 1 + (index * 3) + group,
                MoveLearnMethod = new { Name = index % 5 == 4 ? "teacher" : "level-up" },
                VersionGroup = new { Name = edition },
            }),
        });

    private static byte[] Serialize(object document) => JsonSerializer.SerializeToUtf8Bytes(document, s_options);
}
