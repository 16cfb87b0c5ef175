namespace Acornima.RegularExpressions;

/// <summary>
/// Tells whether a group's name is still free where the group stands. Two groups may share a name only if no match can have both of them take
/// part (§22.2.1.1, MightBothParticipate), that is, if some disjunction has them in different alternatives. While the pattern is read, a name is
/// therefore taken exactly if a group of that name lies in the current alternative of every disjunction that is still open around it.
/// </summary>
internal sealed class GroupNameScopes(bool allowDuplicates)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<bool> _taken = [];
    private readonly List<int> _declared = [];

    /// <summary>Marks where an alternative or a disjunction begins, for <see cref="EndAlternative"/> and <see cref="EndDisjunction"/>.</summary>
    internal int Mark => _declared.Count;

    internal bool TryDeclare(string name)
    {
        if (!_ids.TryGetValue(name, out var id))
        {
            id = _taken.Count;
            _ids.Add(name, id);
            _taken.Add(false);
        }
        else if (_taken[id] || !allowDuplicates)
        {
            return false;
        }

        _taken[id] = true;
        _declared.Add(id);
        return true;
    }

    /// <summary>Another alternative follows: the names of the one that began at the mark are free in it.</summary>
    internal void EndAlternative(int mark) => SetTaken(mark, false);

    /// <summary>The disjunction that began at the mark is complete: the names of all its alternatives are taken for what follows.</summary>
    internal void EndDisjunction(int mark) => SetTaken(mark, true);

    private void SetTaken(int mark, bool taken)
    {
        for (var i = mark; i < _declared.Count; i++)
        {
            _taken[_declared[i]] = taken;
        }
    }
}
