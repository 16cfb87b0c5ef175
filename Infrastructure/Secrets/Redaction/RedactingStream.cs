using System.Buffers;
using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

/// <summary>
/// Passes bytes on with secrets replaced. It holds back as many bytes as a secret can have, so that one that is still arriving is not
/// let go half, and keeps some that it has let go already, so that the text is not unescaped from the middle of an escape.
/// </summary>
/// <param name="scan">What to look for; null for nothing.</param>
/// <param name="batch">How many new bytes make another scan worth while, since each looks once more at what is held back.</param>
internal sealed class RedactingStream(SecretScan? scan, Stream destination, bool leaveOpen, int batch) : Stream
{
    // Longer than any escape within an escape.
    private const int ContextLength = 64;

    private readonly int _holdBack = (scan?.LongestOccurrence ?? 0) + ContextLength;
    private readonly ArrayBufferWriter<byte> _output = new();

    // [0, _passedOn) is context; up to _covered a replacement that was written already stands for the bytes.
    private byte[] _buffer = [];
    private int _count;
    private int _passedOn;
    private int _covered;
    private bool _isDisposed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_isDisposed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var range in Chunks(buffer.Length))
        {
            Accept(buffer[range]);
            WriteOutput();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        foreach (var range in Chunks(buffer.Length))
        {
            Accept(buffer.Span[range]);
            await WriteOutputAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        Process(isFinal: false);
        WriteOutput();
        destination.Flush();
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        Process(isFinal: false);
        await WriteOutputAsync(cancellationToken);
        await destination.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        Process(isFinal: true);
        await WriteOutputAsync(CancellationToken.None);
        if (!leaveOpen)
        {
            await destination.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Process(isFinal: true);
            WriteOutput();
            Wipe();
            if (!leaveOpen)
            {
                destination.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Large writes in pieces, so that the buffer stays in proportion to the secrets and not to the writes.</summary>
    private IEnumerable<Range> Chunks(int length)
    {
        var size = Math.Max(_holdBack, batch);
        for (var start = 0; start < length; start += size)
        {
            yield return start..Math.Min(length, start + size);
        }
    }

    private void Accept(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (scan is null)
        {
            _output.Write(bytes);
            return;
        }

        EnsureCapacity(_count + bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_count));
        _count += bytes.Length;

        if (_count - _passedOn >= _holdBack + batch)
        {
            Process(isFinal: false);
        }
    }

    private void EnsureCapacity(int length)
    {
        if (length > _buffer.Length)
        {
            var larger = new byte[Math.Max(length, _buffer.Length * 2)];
            _buffer.AsSpan(0, _count).CopyTo(larger);
            CryptographicOperations.ZeroMemory(_buffer);
            _buffer = larger;
        }
    }

    private void Process(bool isFinal)
    {
        var cut = isFinal ? _count : Math.Max(_passedOn, _count - _holdBack);
        if (cut == _passedOn)
        {
            return;
        }

        var text = _buffer.AsSpan(0, _count);
        foreach (var range in scan!.Find(text))
        {
            if (range.Start < cut && range.End > _passedOn)
            {
                Replace(text, range, cut);
            }
        }

        PassOn(text, cut);
        DropContext();
    }

    private void Replace(ReadOnlySpan<byte> text, TextRange range, int cut)
    {
        // A range that touches what is covered already belongs to the replacement that was written for it.
        if (range.Start > _covered || _covered == 0)
        {
            PassOn(text, range.Start);
            _output.Write(Redactor.ReplacementBytes);
        }

        _covered = Math.Max(_covered, range.End);
        _passedOn = Math.Max(_passedOn, Math.Min(_covered, cut));
    }

    /// <summary>Writes what comes before <paramref name="end"/> and is neither written nor covered yet.</summary>
    private void PassOn(ReadOnlySpan<byte> text, int end)
    {
        var start = Math.Max(_passedOn, Math.Min(_covered, end));
        if (end > start)
        {
            _output.Write(text[start..end]);
        }

        _passedOn = Math.Max(_passedOn, end);
    }

    private void DropContext()
    {
        var drop = AlignToBackslashes(Math.Max(0, _passedOn - ContextLength));
        _buffer.AsSpan(drop, _count - drop).CopyTo(_buffer);
        _count -= drop;
        _passedOn -= drop;
        _covered = Math.Max(0, _covered - drop);
    }

    /// <summary>
    /// In a run of backslashes it matters which one begins an escape. Escapes within escapes come in fours, so whole fours of a run can go.
    /// The buffer always begins with the first of a four, or outside of a run.
    /// </summary>
    private int AlignToBackslashes(int position)
    {
        var runLength = position - 1 - _buffer.AsSpan(0, position).LastIndexOfAnyExcept((byte)'\\');
        return position - (runLength % 4);
    }

    private void WriteOutput()
    {
        if (_output.WrittenCount > 0)
        {
            destination.Write(_output.WrittenSpan);
            _output.ResetWrittenCount();
        }
    }

    private async ValueTask WriteOutputAsync(CancellationToken cancellationToken)
    {
        if (_output.WrittenCount > 0)
        {
            await destination.WriteAsync(_output.WrittenMemory, cancellationToken);
            _output.ResetWrittenCount();
        }
    }

    private void Wipe()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        (_buffer, _count, _passedOn, _covered, _isDisposed) = ([], 0, 0, 0, true);
    }
}
