using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>
/// The redactor of one run whose steps get access tokens. The plan's part is shared by all its runs and never changes; tokens come while the run goes
/// on, and older ones stay known until its end, since an earlier step may have kept one.
/// </summary>
internal sealed class RunRedactor(IRedactor plan, IRedactorFactory factory) : IRedactor
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private volatile IRedactor[] _all = [plan];

    public bool IsEmpty => Array.TrueForAll(_all, r => r.IsEmpty);

    public int SkippedCount => _all.Sum(r => r.SkippedCount);

    /// <summary>From now on these are redacted too.</summary>
    public void Learn(IReadOnlyList<string> secrets)
    {
        lock (_gate)
        {
            var news = secrets.Where(_known.Add).ToList();
            if (news.Count > 0)
            {
                _all = [.. _all, factory.Create(news)];
            }
        }
    }

    public bool ContainsSecret(ReadOnlySpan<byte> utf8)
    {
        foreach (var redactor in _all)
        {
            if (redactor.ContainsSecret(utf8))
            {
                return true;
            }
        }

        return false;
    }

    public bool ContainsSecret(ReadOnlySpan<char> text)
    {
        foreach (var redactor in _all)
        {
            if (redactor.ContainsSecret(text))
            {
                return true;
            }
        }

        return false;
    }

    public string Redact(string text)
    {
        foreach (var redactor in _all)
        {
            text = redactor.Redact(text);
        }

        return text;
    }

    public byte[] Redact(ReadOnlySpan<byte> utf8)
    {
        var all = _all;
        var redacted = all[0].Redact(utf8);
        for (var i = 1; i < all.Length; i++)
        {
            redacted = all[i].ContainsSecret(redacted) ? all[i].Redact(redacted) : redacted;
        }

        return redacted;
    }

    public Stream OpenWrite(Stream destination, bool leaveOpen = false)
    {
        var all = _all;
        var stream = all[0].OpenWrite(destination, leaveOpen);
        for (var i = 1; i < all.Length; i++)
        {
            stream = all[i].OpenWrite(stream);
        }

        return stream;
    }
}
