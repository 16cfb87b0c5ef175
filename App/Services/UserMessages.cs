namespace ConnectionsConsole.App.Services;

public enum MessageKind
{
    Success,
    Info,
    Warning,
    Error,
}

/// <param name="Link">Where to read more, with its words; none when there is nothing more.</param>
public sealed record UserMessage(long Id, MessageKind Kind, string Text, MessageLink? Link);

public sealed record MessageLink(string Href, string Text);

/// <summary>
/// Notices about something that has happened, shown in the corner and read out politely. Errors that belong to a field stay
/// at the field. Successes and infos go by themselves after <see cref="Lifetime"/>; warnings and errors stay until dismissed.
/// </summary>
public sealed class UserMessages(TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    private const int Shown = 4;
    private readonly Lock _lock = new();
    private readonly List<UserMessage> _messages = [];
    private readonly Dictionary<long, ITimer> _timers = [];
    private long _lastId;

    /// <summary>Raised from a timer too: go through InvokeAsync.</summary>
    public event EventHandler? Changed;

    public IReadOnlyList<UserMessage> Current
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    public void Success(string text, MessageLink? link = null) => Add(MessageKind.Success, text, link);

    public void Info(string text, MessageLink? link = null) => Add(MessageKind.Info, text, link);

    public void Warning(string text, MessageLink? link = null) => Add(MessageKind.Warning, text, link);

    public void Error(string text, MessageLink? link = null) => Add(MessageKind.Error, text, link);

    public void Dismiss(long id)
    {
        lock (_lock)
            Remove(id);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var timer in _timers.Values)
                timer.Dispose();
            _timers.Clear();
        }
    }

    private void Add(MessageKind kind, string text, MessageLink? link)
    {
        lock (_lock)
        {
            var id = ++_lastId;
            _messages.Add(new UserMessage(id, kind, text, link));
            if (_messages.Count > Shown)
                Remove(_messages[0].Id);
            if (kind is MessageKind.Success or MessageKind.Info)
                _timers[id] = clock.CreateTimer(_ => Dismiss(id), null, Lifetime, Timeout.InfiniteTimeSpan);
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Remove(long id)
    {
        _messages.RemoveAll(message => message.Id == id);
        if (_timers.Remove(id, out var timer))
            timer.Dispose();
    }
}
