namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// What an input shows: what was entered last, until the page gives another value. Rendering the parameter itself, which follows a moment later, would set back
/// what stands in the browser by then. To be bound by <c>@bind:get</c> and <c>@bind:set</c>: by these the platform knows what the browser holds.
/// </summary>
internal sealed class ShownValue<T>
{
    private T? _given;
    private bool _wasGiven;

    public T? Value { get; private set; }

    /// <summary>The parameter, whenever parameters come.</summary>
    public void Take(T? given)
    {
        if (_wasGiven && EqualityComparer<T>.Default.Equals(given, _given))
            return;
        (_given, _wasGiven, Value) = (given, true, given);
    }

    /// <summary>What stands in the browser now.</summary>
    public void Enter(T? entered) => Value = entered;
}
