using System.Globalization;
using ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

namespace ConnectionsConsole.App.Demo.Sandbox.Pokemon;

/// <summary>The creatures and moves of the sandbox; all figures and texts are made up for it.</summary>
internal static class Creatures
{
    public static readonly IReadOnlyList<Creature> All =
    [
        new(1, "bulbasaur", ["grass", "poison"], 7, 69, 64, [45, 49, 49, 65, 65, 45],
            [new("deep-roots", "Recovers a little health each turn while it stands still."), new("sun-drinker", "Faster in bright light.", true)],
            "Seedling", "meadow", "It naps at noon with its bulb turned to the light, and wakes up a finger's breadth taller.", Bulbasaur.Draw),
        new(4, "charmander", ["fire"], 6, 85, 62, [39, 52, 43, 60, 50, 65],
            [new("warm-hearted", "Its flame grows as its health shrinks."), new("ember-trail", "Leaves glowing footprints that startle pursuers.", true)],
            "Candle Lizard", "hills", "Travellers who lose their way at dusk follow the small flame that wanders between the rocks.", Charmander.Draw),
        new(7, "squirtle", ["water"], 5, 90, 63, [44, 48, 65, 50, 64, 43],
            [new("snug-shell", "Halves the first hit of a battle."), new("puddle-jumper", "Gains speed in the rain.", true)],
            "Tiny Turtle", "lakeside", "It keeps three smooth pebbles inside its shell and trades them with friends.", Squirtle.Draw),
        new(25, "pikachu", ["electric"], 4, 60, 112, [35, 55, 40, 50, 50, 90],
            [new("static-fur", "Those who touch it may be numbed for a while."), new("storm-sense", "Draws lightning away from its friends.", true)],
            "Spark Mouse", "forest", "When a thunderstorm is near, whole families sit on the same branch and hum.", Pikachu.Draw),
        new(94, "gengar", ["ghost", "poison"], 15, 405, 250, [60, 65, 60, 130, 75, 110],
            [new("cold-corner", "The room grows chilly, and opponents hesitate."), new("shadow-step", "Cannot be kept from leaving.", true)],
            "Grinning Shade", "ruins", "If your shadow waves first, wave back. It takes offence easily.", Gengar.Draw),
        new(95, "onix", ["rock", "ground"], 88, 2100, 77, [35, 45, 160, 30, 45, 70],
            [new("boulder-heart", "Never faints from a single blow."), new("weathered", "Hits from small stones do nothing.", true)],
            "Rock Serpent", "caves", "Its tunnels are so even that miners measure their own by them.", Onix.Draw),
        new(133, "eevee", ["normal"], 3, 65, 65, [55, 55, 50, 45, 65, 55],
            [new("many-paths", "Takes on the type of the move that hit it last."), new("light-paws", "Always escapes from the wild.", true)],
            "Promise Fox", "town", "No two of them like the same food, the same hour of the day, or the same pillow.", Eevee.Draw),
        new(143, "snorlax", ["normal"], 21, 4600, 189, [160, 110, 65, 65, 110, 30],
            [new("immovable", "Cannot be pushed out of a battle."), new("second-breakfast", "Eats a berry early and recovers more from it.", true)],
            "Slumbering Giant", "mountain", "Villages plan their bridges around it. It has never minded.", Snorlax.Draw),
    ];

    public static readonly IReadOnlyList<Move> Moves =
    [
        new("head-bump", "normal", 40, 100, 35, "A short run, a lowered head, and a bump."),
        new("tail-flick", "normal", 25, 100, 30, "Flicks its tail, and strikes twice when the opponent is slower."),
        new("round-stare", "normal", 0, 100, 20, "Lowers the opponent's attack with large, round eyes."),
        new("quick-dash", "normal", 40, 100, 30, "Always comes first."),
        new("deep-breath", "normal", 0, 100, 10, "Recovers half of its health and skips a turn."),
        new("loud-yawn", "normal", 0, 85, 15, "The opponent falls asleep one turn later."),
        new("mimic-dance", "normal", 60, 95, 15, "Repeats the opponent's steps, and its type with them."),
        new("sturdy-hug", "normal", 70, 90, 10, "Holds the opponent fast for two turns."),
        new("paper-charm", "normal", 0, 100, 25, "Shields the whole team from the next change of status."),
        new("berry-toss", "normal", 30, 100, 20, "Throws a berry; friends who are hit recover a little instead."),
        new("double-hop", "normal", 45, 95, 20, "Lands twice; the second landing hurts more."),
        new("watchful-rest", "normal", 0, 100, 10, "Rests with one eye open and cannot be surprised."),
        new("last-effort", "normal", 120, 70, 5, "A mighty blow that costs a quarter of its own health."),
        new("spark-tap", "electric", 40, 100, 30, "A small discharge that may numb."),
        new("arc-lash", "electric", 75, 95, 15, "Lightning jumps on to a second opponent with half its power."),
        new("thunder-drum", "electric", 110, 75, 10, "A roll of thunder; never misses in the rain."),
        new("leaf-flurry", "grass", 45, 100, 25, "A swirl of sharp leaves."),
        new("root-snare", "grass", 65, 90, 15, "Roots hold the opponent where it stands."),
        new("noon-beam", "grass", 110, 100, 10, "Gathers light for one turn and lets it go in the next."),
        new("sour-spores", "poison", 0, 85, 20, "A cloud that weakens a little more with each turn."),
        new("murky-splash", "poison", 65, 95, 20, "Sticky drops that lower the opponent's speed."),
        new("candle-flame", "fire", 40, 100, 25, "A flame as small as a candle's, and as hot."),
        new("cinder-spin", "fire", 65, 95, 15, "Turns on the spot in a ring of cinders."),
        new("dusk-blaze", "fire", 110, 80, 5, "Stronger in the evening."),
        new("ripple-shot", "water", 40, 100, 25, "A jet from far away."),
        new("tide-push", "water", 70, 95, 15, "Pushes the opponent to the end of its row."),
        new("shell-spin", "water", 60, 100, 15, "Spins in its shell and clears traps away."),
        new("pebble-rain", "rock", 50, 90, 15, "Two to five small stones."),
        new("ledge-drop", "rock", 85, 85, 10, "A ledge breaks off over the opponent."),
        new("burrow-rush", "ground", 80, 100, 10, "Vanishes below ground and comes up behind."),
        new("cold-whisper", "ghost", 50, 100, 20, "Says something that the opponent would rather not have heard."),
        new("lamp-eater", "ghost", 80, 95, 15, "Swallows the light, and the opponent's bonus with it."),
    ];

    /// <summary>By name, ignoring case, or by number; null when there is none.</summary>
    public static Creature? Find(string nameOrId) => All.FirstOrDefault(creature =>
        creature.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || creature.Id.ToString(CultureInfo.InvariantCulture) == nameOrId);
}
