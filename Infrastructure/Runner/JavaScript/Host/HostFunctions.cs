using System.Security.Cryptography;
using Jint;
using Jint.Native;
using Jint.Native.Error;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>What the parts' scripts call. They check their callers' arguments; here everything arrives as promised.</summary>
internal sealed class HostFunctions(Engine engine, JavaScriptOptions limits, HostLibrary library)
{
    // Node's buffer.constants.MAX_LENGTH; what is longer than the limit of this console is refused in words of its own.
    private const double NodeMaximumLength = 4294967296;

    private readonly List<HostHash> _hashes = [];
    private JsObject? _host;

    public JsObject Create() => _host ??= Make();

    private JsObject Make()
    {
        var host = new JsObject(engine);
        host.Set("maxLength", NodeMaximumLength);
        Bytes(host);
        Crypto(host);
        Language(host);
        UrlFunctions.Add(host, engine);
        return host;
    }

    private void Bytes(JsObject host)
    {
        Add(host, "original", a => Original(a[0].ToString()));
        Add(host, "checkBytes", a => CheckBytes(a[0].AsNumber()));
        Add(host, "encode", a => Array(HostBytes.Encode(a[0].ToString(), a[1].ToString())));
        Add(host, "encodeUpTo", a => Array(HostBytes.EncodeUpTo(a[0].ToString(), a[1].ToString(), (int)a[2].AsNumber())));
        Add(host, "byteLength", a => HostBytes.ByteLength(a[0].ToString(), a[1].ToString()));
        Add(host, "decode", a => HostBytes.Decode(a[0].AsUint8Array().AsSpan((int)a[2].AsNumber()..(int)a[3].AsNumber()), a[1].ToString()));
        Add(host, "decodeText", a => OrNull(HostBytes.DecodeText(a[0].AsUint8Array(), a[1].ToString(), a[2].AsBoolean())));
        Add(host, "incomplete", a => HostBytes.Incomplete(a[0].AsUint8Array(), a[1].ToString()));
        Add(host, "compare", a => Math.Sign(a[0].AsUint8Array().AsSpan().SequenceCompareTo(a[1].AsUint8Array())));
        Add(host, "indexOf", a => HostBytes.IndexOf(a[0].AsUint8Array(), a[1].AsUint8Array(), a[2].AsNumber(), a[3].AsBoolean()));
        Add(host, "btoa", a => OrNull(HostBytes.Btoa(a[0].ToString())));
        Add(host, "atob", a => OrNull(HostBytes.Atob(a[0].ToString())));
    }

    private void Crypto(JsObject host)
    {
        Add(host, "hashStart", a => Hash(new HostHash(a[0].ToString(), null)));
        Add(host, "hmacStart", a => Hash(new HostHash(a[0].ToString(), a[1].AsUint8Array())));
        Add(host, "hashCopy", a => Hash(_hashes[(int)a[0].AsNumber()].Copy()));
        Add(host, "hashUpdate", a =>
        {
            _hashes[(int)a[0].AsNumber()].Append(a[1].AsUint8Array());
            return JsValue.Undefined;
        });
        Add(host, "hashDigest", a => Array(_hashes[(int)a[0].AsNumber()].Digest()));
        Add(host, "random", a =>
        {
            CheckBytes(a[0].AsNumber());
            return Array(RandomNumberGenerator.GetBytes((int)a[0].AsNumber()));
        });
        Add(host, "randomInt", a => (double)RandomBelow((long)a[0].AsNumber()));
        Add(host, "randomUUID", _ => Guid.NewGuid().ToString());
        Add(host, "equalInConstantTime", a => CryptographicOperations.FixedTimeEquals(a[0].AsUint8Array(), a[1].AsUint8Array()));
    }

    private void Language(JsObject host)
    {
        Add(host, "isError", a => a[0] is ErrorInstance);
        Add(host, "isClass", a => a[0] is ScriptFunction function && function.GetOwnProperty("prototype") is { } prototype && prototype != Jint.Runtime.Descriptors.PropertyDescriptor.Undefined && !prototype.Writable);
        Add(host, "newError", a => engine.Construct(a[0], []));
        Add(host, "inspect", a => library.Part("inspect").Get("inspect").Call(a[0]));
    }

    private void Add(JsObject host, string name, Func<JsValue[], JsValue> function) =>
        host.Set(name, new ClrFunction(engine, name, (_, arguments) => function(arguments)));

    private JsValue CheckBytes(double bytes) => bytes > limits.BufferBytes
        ? throw new ScriptLimitException($"The code makes a buffer of more than {limits.BufferBytes / 1024:N0} KB", nameof(limits.BufferBytes))
        : JsValue.Undefined;

    private JsValue Original(string name) => name switch
    {
        "ArrayBuffer" => engine.Intrinsics.ArrayBuffer,
        "Uint8Array" => engine.Intrinsics.Uint8Array,
        "Int8Array" => engine.Intrinsics.Int8Array,
        "Uint8ClampedArray" => engine.Intrinsics.Uint8ClampedArray,
        "Int16Array" => engine.Intrinsics.Int16Array,
        "Uint16Array" => engine.Intrinsics.Uint16Array,
        "Int32Array" => engine.Intrinsics.Int32Array,
        "Uint32Array" => engine.Intrinsics.Uint32Array,
        "BigInt64Array" => engine.Intrinsics.BigInt64Array,
        "BigUint64Array" => engine.Intrinsics.BigUint64Array,
        "Float16Array" => engine.Intrinsics.Float16Array,
        "Float32Array" => engine.Intrinsics.Float32Array,
        "Float64Array" => engine.Intrinsics.Float64Array,
        _ => JsValue.Undefined,
    };

    private JsNumber Hash(HostHash hash)
    {
        _hashes.Add(hash);
        return new JsNumber(_hashes.Count - 1);
    }

    private JsTypedArray Array(ReadOnlySpan<byte> bytes) => engine.Intrinsics.Uint8Array.Construct(bytes);

    private static JsValue OrNull(string? text) => text is null ? JsValue.Null : text;

    private static long RandomBelow(long range)
    {
        Span<byte> bytes = stackalloc byte[8];
        // Values of the last, incomplete round would make the low numbers likelier.
        var end = long.MaxValue - (long.MaxValue % range);
        long value;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            value = BitConverter.ToInt64(bytes) & long.MaxValue;
        }
        while (value >= end);
        return value % range;
    }
}
