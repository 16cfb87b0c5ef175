using System.Runtime.InteropServices;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>An output as it is stored.</summary>
internal readonly record struct StoredOutput(OutputKind Kind, string? ContentType, byte[]? Output, byte[]? ExactOutput, long Length);

/// <summary>
/// Decides how outputs are stored: as they are where they hold no secret; otherwise redacted for people, and exact but encrypted for resuming.
/// </summary>
internal sealed class OutputStore(ISecretProtector protector)
{
    private const int LongestContentType = 200;

    public ValueTask<StoredOutput> StoreAsync(IRedactor redactor, Guid organizationId, Guid runId, string path, StepValue value, CancellationToken cancellationToken)
    {
        var (kind, data, contentType) = value switch
        {
            BinaryStepValue binary => (OutputKind.Binary, binary.Data, StoredText.Clean(binary.ContentType, LongestContentType - 40)),
            JsonStepValue json => (OutputKind.Json, json.Utf8, null),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
        if (redactor.IsEmpty || !redactor.ContainsSecret(data.Span))
        {
            return ValueTask.FromResult(new StoredOutput(kind, contentType, Array(data), null, data.Length));
        }

        var redacted = redactor.Redact(data.Span);
        var context = ContextOf(organizationId, runId, path);
        return protector.TryProtect(context, data.Span, out var encrypted)
            ? ValueTask.FromResult(new StoredOutput(kind, contentType, redacted, encrypted, data.Length))
            : ProtectAsync(new StoredOutput(kind, contentType, redacted, null, data.Length), context, data, cancellationToken);
    }

    /// <summary>The exact output of a stored step; null where it cannot be decrypted.</summary>
    public async Task<StepValue?> LoadAsync(StepRun row, Guid runId, CancellationToken cancellationToken)
    {
        var data = row.Output;
        if (row.ExactOutput is { } encrypted)
        {
            var result = await protector.UnprotectAsync(ContextOf(row.OrganizationId, runId, row.Path), encrypted, cancellationToken);
            if (!result.TryGetPlaintext(out data))
            {
                return null;
            }
        }

        return row.OutputKind switch
        {
            OutputKind.Json => new JsonStepValue(data),
            OutputKind.Binary => new BinaryStepValue(data, row.OutputContentType ?? BinaryStepValue.DefaultContentType),
            OutputKind.None => StepValue.Null,
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
    }

    private async ValueTask<StoredOutput> ProtectAsync(StoredOutput output, SecretContext context, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        output with { ExactOutput = await protector.ProtectAsync(context, data, cancellationToken) };

    /// <summary>What a step's encrypted output is bound to.</summary>
    internal static SecretContext ContextOf(Guid organizationId, Guid runId, string path)
    {
        var field = $"step:{path}";
        return new SecretContext(organizationId, runId, field.Length <= SecretContext.MaximumFieldLength ? field : field[..SecretContext.MaximumFieldLength]);
    }

    /// <summary>The bytes as an array, without a copy where they are one.</summary>
    private static byte[] Array(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : data.ToArray();
}
