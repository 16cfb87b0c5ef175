using System.Runtime.CompilerServices;

namespace Acornima.RegularExpressions;

/// <summary>What the conversion of quantifiers must know about a part of a pattern.</summary>
/// <param name="MayBeEmpty">It may match without consuming anything (true if in doubt).</param>
/// <param name="SetsAllGroups">Whenever it matches, every capturing group in it has taken part (or can never have).</param>
/// <param name="HasBackreference">It refers to some group.</param>
internal readonly record struct PatternTraits(bool MayBeEmpty, bool SetsAllGroups, bool HasBackreference)
{
    private static readonly PatternTraits s_character = new(MayBeEmpty: false, SetsAllGroups: true, HasBackreference: false);

    private static readonly PatternTraits s_empty = s_character with { MayBeEmpty = true };

    /// <summary>Traits of every node with parts, computed once each: quantifiers nest, and each asks about all that is inside.</summary>
    internal static Dictionary<PatternNode, PatternTraits> Compute(PatternNode root)
    {
        var known = new Dictionary<PatternNode, PatternTraits>(ReferenceEqualityComparer.Instance);
        Visit(root, known);
        return known;
    }

    private static PatternTraits Visit(PatternNode node, Dictionary<PatternNode, PatternTraits> known)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var traits = node switch
        {
            DisjunctionNode disjunction => Disjunction(disjunction, known),
            SequenceNode sequence => Sequence(sequence, known),
            GroupNode group => Visit(group.Body, known),
            QuantifierNode quantifier => Quantifier(quantifier, Visit(quantifier.Body, known)),
            LookaroundNode lookaround => Lookaround(lookaround, Visit(lookaround.Body, known)),
            BackreferenceNode => s_empty with { HasBackreference = true },
            AnchorNode => s_empty,
            CharacterClassNode { Contents.MayContainStrings: true } => s_empty,
            _ => s_character,
        };
        known[node] = traits;
        return traits;
    }

    private static PatternTraits Disjunction(DisjunctionNode node, Dictionary<PatternNode, PatternTraits> known)
    {
        var traits = new PatternTraits(MayBeEmpty: false, SetsAllGroups: false, HasBackreference: false);
        foreach (var alternative in node.Alternatives)
        {
            var part = Visit(alternative, known);
            traits = new PatternTraits(traits.MayBeEmpty || part.MayBeEmpty, false, traits.HasBackreference || part.HasBackreference);
        }

        return traits;
    }

    private static PatternTraits Sequence(SequenceNode node, Dictionary<PatternNode, PatternTraits> known)
    {
        var traits = s_empty;
        foreach (var term in node.Terms)
        {
            var part = Visit(term, known);
            traits = new PatternTraits(
                traits.MayBeEmpty && part.MayBeEmpty, traits.SetsAllGroups && part.SetsAllGroups, traits.HasBackreference || part.HasBackreference);
        }

        return traits;
    }

    private static PatternTraits Quantifier(QuantifierNode node, PatternTraits body)
    {
        var noGroups = node.FirstGroup > node.LastGroup;
        return new PatternTraits(node.Min == 0 || body.MayBeEmpty, noGroups || (node.Min > 0 && body.SetsAllGroups), body.HasBackreference);
    }

    // A negative one leaves no group set, whatever happened in it.
    private static PatternTraits Lookaround(LookaroundNode node, PatternTraits body) => new(true, node.Negative || body.SetsAllGroups, body.HasBackreference);
}
