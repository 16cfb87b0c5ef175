using ConnectionsConsole.Domain.Runs;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>The script's console and context.logger; both write to the step's log.</summary>
internal sealed class HostConsole(Engine engine, HostLibrary library)
{
    private static readonly (string Name, LogSeverity Severity)[] s_logger =
    [
        ("metric", LogSeverity.Metric), ("trace", LogSeverity.Trace), ("debug", LogSeverity.Debug), ("info", LogSeverity.Info), ("log", LogSeverity.Info),
        ("warn", LogSeverity.Warn), ("error", LogSeverity.Error),
    ];

    private static readonly string[] s_silent = ["group", "groupCollapsed", "groupEnd", "time", "timeEnd", "timeLog", "count", "countReset", "clear"];

    private static readonly JsObjectLayout s_loggerLayout = LoggerLayout();
    private static readonly JsValue?[] s_unread = new JsValue?[s_loggerLayout.Count];

    /// <summary>context.logger. Each function is made at the first look at it: most code calls one.</summary>
    public JsObject Logger() => JsObject.Create(engine, s_loggerLayout, s_unread!, this);

    public JsObject Create()
    {
        var console = Logger();
        console.Delete("metric");
        console.Set("dir", Writer("dir", LogSeverity.Info));
        console.Set("table", Writer("table", LogSeverity.Info));
        console.Set("assert", new ClrFunction(engine, "assert", (_, arguments) =>
        {
            if (arguments.Length == 0 || !Jint.Runtime.TypeConverter.ToBoolean(arguments[0]))
            {
                var text = arguments.Length > 1 ? Format(arguments[1..]) : "";
                library.Log.Write(LogSeverity.Warn, text.Length > 0 ? $"Assertion failed: {text}" : "Assertion failed");
            }

            return JsValue.Undefined;
        }));
        foreach (var name in s_silent)
        {
            console.Set(name, new ClrFunction(engine, name, (_, _) => JsValue.Undefined));
        }

        return console;
    }

    private static JsObjectLayout LoggerLayout()
    {
        var layout = JsObjectLayout.CreateBuilder();
        foreach (var (name, severity) in s_logger)
        {
            layout.AddLazy(name, (_, state) => ((HostConsole)state!).Writer(name, severity));
        }

        return layout.Build();
    }

    private ClrFunction Writer(string name, LogSeverity severity) => new(engine, name, (_, arguments) =>
    {
        library.Log.Write(severity, Format(arguments));
        return JsValue.Undefined;
    });

    private string Format(JsValue[] arguments)
    {
        // Almost every line is one text; it needs none of the formatting.
        if (arguments.Length == 1 && arguments[0].IsString())
        {
            return arguments[0].ToString();
        }

        return library.Part("inspect").Get("format").Call(JsValue.Undefined, arguments).ToString();
    }
}
