using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>14.8 continue, 14.9 break, 14.13 labels.</summary>
internal sealed partial class SyntaxParser
{
    private readonly List<Label> _labels = [];

    /// <summary>Labels below this index belong to enclosing functions and cannot be reached.</summary>
    private int _labelBase;

    private LabeledStatement ParseLabelled(Identifier name, in Marker start, StatementPosition position)
    {
        for (var index = _labelBase; index < _labels.Count; index++)
        {
            if (_labels[index].Name == name.Name)
            {
                throw ErrorAt(name.Start, Problems.LabelRedeclaration, name.Name);
            }
        }

        Next();
        var kind = _type is TokenType.Do or TokenType.While or TokenType.For ? LabelKind.Loop : LabelKind.Plain;

        // Labels in front of this one label the same statement: continue may name them too.
        for (var index = _labels.Count - 1; index >= _labelBase && _labels[index].StatementStart == start.Offset; index--)
        {
            _labels[index] = _labels[index] with { Kind = kind, StatementStart = _start };
        }

        _labels.Add(new Label(name.Name, kind, _start));
        var body = ParseStatement(position is StatementPosition.List or StatementPosition.Label ? StatementPosition.Label : StatementPosition.Single);
        PopLabel();
        body.LabelSet = name;
        return Finish(new LabeledStatement(name, body), start);
    }

    private void PopLabel() => _labels.RemoveAt(_labels.Count - 1);

    private ContinueStatement ParseContinue()
    {
        var start = Here;
        Next();
        var label = ParseJumpTarget();
        CheckJump(label, isContinue: true, start.Offset);
        return Finish(new ContinueStatement(label), start);
    }

    private BreakStatement ParseBreak()
    {
        var start = Here;
        Next();
        var label = ParseJumpTarget();
        CheckJump(label, isContinue: false, start.Offset);
        return Finish(new BreakStatement(label), start);
    }

    private Identifier? ParseJumpTarget()
    {
        if (Eat(TokenType.Semicolon) || CanInsertSemicolon)
        {
            return null;
        }

        var label = ParseIdentifierReference();
        ConsumeSemicolon();
        return label;
    }

    private void CheckJump(Identifier? target, bool isContinue, int position)
    {
        for (var index = _labels.Count - 1; index >= _labelBase; index--)
        {
            var label = _labels[index];
            if (target is null ? CanLeave(label, isContinue) : label.Name == target.Name)
            {
                if (isContinue && label.Kind != LabelKind.Loop)
                {
                    throw ErrorAt(target!.Start, Problems.IllegalContinue, target.Name);
                }

                return;
            }
        }

        if (target is not null)
        {
            throw ErrorAt(target.Start, Problems.UnknownLabel, target.Name);
        }

        throw ErrorAt(position, isContinue ? Problems.NoIterationStatement : Problems.IllegalBreak);
    }

    /// <summary>break and continue without a label leave loops, break leaves switch too.</summary>
    private static bool CanLeave(Label label, bool isContinue) =>
        label.Name is null && (label.Kind == LabelKind.Loop || (!isContinue && label.Kind == LabelKind.Switch));

    /// <summary>The body of a loop, in which break and continue may stand.</summary>
    private Statement ParseLoopBody()
    {
        _labels.Add(new Label(null, LabelKind.Loop, -1));
        var body = ParseStatement(StatementPosition.Single);
        PopLabel();
        return body;
    }

    private enum LabelKind
    {
        Plain,
        Loop,
        Switch,
    }

    /// <summary>A statement that break or continue can leave; without a name, a loop or switch.</summary>
    private readonly record struct Label(string? Name, LabelKind Kind, int StatementStart);
}
