using System.Globalization;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>The two arguments of a code step's function (reference §5.2).</summary>
internal sealed class ScriptContext(Engine engine, StepExecution execution)
{
    private static readonly (string Name, LogSeverity Severity)[] s_logMethods =
    [
        ("metric", LogSeverity.Metric), ("trace", LogSeverity.Trace), ("debug", LogSeverity.Debug), ("info", LogSeverity.Info),
        ("log", LogSeverity.Info), ("warn", LogSeverity.Warn), ("error", LogSeverity.Error),
    ];

    public JsObject Context()
    {
        var run = execution.Run;
        var logger = Logger();
        engine.SetValue("console", logger);
        var context = new JsObject(engine);
        context.Set("logger", logger);
        context.Set("configVars", ConfigVariables());
        if (run.Connections.Values.FirstOrDefault(c => c.Credential is not null) is { Credential: { } credential })
        {
            context.Set("credential", Object(credential));
        }

        context.Set("stepId", execution.Step.Id);
        context.Set("executionId", run.RunId.ToString());
        context.Set("integration", Named(run.Integration));
        context.Set("flow", Object(new Dictionary<string, string> { ["id"] = run.FlowKey, ["name"] = run.FlowName }));
        context.Set("instance", run.Instance is { } instance ? Named(instance) : JsValue.Null);
        context.Set("customer", run.Customer is { } customer ? Customer(customer) : JsValue.Null);
        context.Set("startedAt", run.StartedAt.ToString("O", CultureInfo.InvariantCulture));
        return context;
    }

    /// <summary>Outputs of earlier steps, as <c>stepResults.step.results</c>; each is turned into a JavaScript value at the first look.</summary>
    public JsObject StepResults()
    {
        var results = new JsObject(engine);
        foreach (var (name, value) in execution.Run.Results)
        {
            var step = new JsObject(engine);
            step.Set("results", ScriptValues.FromStepValue(engine, value));
            results.Set(name, step);
        }

        return results;
    }

    private JsObject Logger()
    {
        var logger = new JsObject(engine);
        foreach (var (name, severity) in s_logMethods)
        {
            logger.Set(name, new ClrFunction(engine, name, (_, arguments) =>
            {
                execution.Log.Write(severity, string.Join(' ', arguments.Select(a => ScriptValues.ToLogText(engine, a))));
                return JsValue.Undefined;
            }));
        }

        return logger;
    }

    private JsObject ConfigVariables()
    {
        var variables = Object(execution.Run.ConfigVariables);
        foreach (var connection in execution.Run.Connections.Values)
        {
            var value = new JsObject(engine);
            value.Set("key", connection.TypeKey);
            value.Set("configVarKey", connection.Key);
            value.Set("fields", Object(connection.Fields));
            variables.Set(connection.Key, value);
        }

        return variables;
    }

    private JsObject Customer(CustomerReference customer)
    {
        var value = Named(new NamedId(customer.Id, customer.Name));
        value.Set("externalId", customer.ExternalId is null ? JsValue.Null : customer.ExternalId);
        return value;
    }

    private JsObject Named(NamedId named) => Object(new Dictionary<string, string> { ["id"] = named.Id.ToString(), ["name"] = named.Name });

    private JsObject Object(IReadOnlyDictionary<string, string> values)
    {
        var value = new JsObject(engine);
        foreach (var (key, text) in values)
        {
            value.Set(key, text);
        }

        return value;
    }
}
