using System.Globalization;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;
using Jint;
using Jint.Native;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>The two arguments of a code step's function (reference §5.2).</summary>
internal sealed class ScriptContext(Engine engine, StepExecution execution)
{
    // There so that code which looks into them runs; nothing in them outlives the execution.
    private static readonly string[] s_states = ["instanceState", "crossFlowState", "executionState", "integrationState"];

    private static readonly JsObjectLayout s_layout = Layout(hasCredential: false);
    private static readonly JsObjectLayout s_layoutWithCredential = Layout(hasCredential: true);

    // A layout wants a value for each property, and none for those that are read later: all of them.
    private static readonly JsValue?[] s_unread = new JsValue?[s_layoutWithCredential.Count];

    /// <summary>Each part is made at the first look at it: most code looks at one or two.</summary>
    public JsObject Context()
    {
        var layout = Credential is null ? s_layout : s_layoutWithCredential;
        return JsObject.Create(engine, layout, s_unread.AsSpan(0, layout.Count)!, this);
    }

    /// <summary>Outputs of earlier steps, as <c>stepResults.step.results</c>; each is turned into a JavaScript value at the first look.</summary>
    public JsObject StepResults()
    {
        var results = new JsObject(engine);
        foreach (var (name, value) in execution.Run.Results)
        {
            ScriptValues.SetLazy(results, name, (engine, value), static state =>
            {
                var step = new JsObject(state.engine);
                ScriptValues.SetLazy(step, "results", state, static inner => ScriptValues.FromStepValue(inner.engine, inner.value));
                return step;
            });
        }

        return results;
    }

    /// <summary>Code of the older model reads the first bound slot's fields from here.</summary>
    private IReadOnlyDictionary<string, string>? Credential => execution.Run.Connections.Values.FirstOrDefault(c => c.Credential is not null)?.Credential;

    private static JsObjectLayout Layout(bool hasCredential)
    {
        var layout = JsObjectLayout.CreateBuilder();
        Add("logger", c => HostLibrary.Of(c.Engine).Console.Logger());
        Add("configVars", c => c.ConfigVariables());
        if (hasCredential)
        {
            Add("credential", c => c.Object(c.Credential!));
        }

        foreach (var name in s_states)
        {
            Add(name, c => new JsObject(c.Engine));
        }

        Add("stepId", c => c.Execution.Step.Id);
        Add("executionId", c => c.Execution.Run.RunId.ToString());
        Add("webhookUrls", c => new JsObject(c.Engine));
        Add("webhookApiKeys", c => new JsObject(c.Engine));
        Add("invokeUrl", _ => "");
        Add("customer", c => c.Execution.Run.Customer is { } customer ? c.Customer(customer) : JsValue.Null);
        Add("instance", c => c.Execution.Run.Instance is { } instance ? c.Named(instance) : JsValue.Null);
        Add("user", _ => JsValue.Null);
        Add("integration", c => c.Named(c.Execution.Run.Integration));
        Add("flow", c => c.Object(new Dictionary<string, string> { ["id"] = c.Execution.Run.FlowKey, ["name"] = c.Execution.Run.FlowName }));
        Add("startedAt", c => c.Execution.Run.StartedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        return layout.Build();

        void Add(string name, Func<ScriptContext, JsValue> read) => layout.AddLazy(name, (_, state) => read((ScriptContext)state!));
    }

    private Engine Engine => engine;

    private StepExecution Execution => execution;

    private JsObject ConfigVariables()
    {
        var variables = Object(execution.Run.ConfigVariables);
        foreach (var connection in execution.Run.Connections.Values)
        {
            ScriptValues.SetLazy(variables, connection.Key, (Context: this, connection), static state => state.Context.Connection(state.connection));
        }

        return variables;
    }

    private JsObject Connection(ResolvedConnection connection)
    {
        var value = new JsObject(engine);
        value.FastSetDataProperty("key", connection.TypeKey);
        value.FastSetDataProperty("configVarKey", connection.Key);
        value.FastSetDataProperty("fields", Object(connection.Fields));
        if (connection.Authorization is not null)
        {
            // Code that never looks at the token runs also where none could be had.
            ScriptValues.SetLazy(value, "token", (engine, connection), static state => Token(state.engine, state.connection));
        }

        return value;
    }

    /// <summary>The provider's answer without the refresh token (reference §4): <c>access_token</c>, <c>token_type</c>, <c>scope</c> and whatever else came.</summary>
    private static JsValue Token(Engine engine, ResolvedConnection connection) => connection.Token is { } token
        ? new Jint.Native.Json.JsonParser(engine).Parse(token.Json)
        : throw new StepFailedException(connection.TokenFailure ?? new StepFailure(FailureCategory.Credentials, $"The connection \"{connection.Key}\" has no access token."));

    private JsObject Customer(CustomerReference customer)
    {
        var value = Named(new NamedId(customer.Id, customer.Name));
        value.FastSetDataProperty("externalId", customer.ExternalId is null ? JsValue.Null : customer.ExternalId);
        return value;
    }

    private JsObject Named(NamedId named) => Object(new Dictionary<string, string> { ["id"] = named.Id.ToString(), ["name"] = named.Name });

    /// <summary>Own properties whatever their names: assigning "__proto__" would set the prototype instead.</summary>
    private JsObject Object(IReadOnlyDictionary<string, string> values)
    {
        var value = new JsObject(engine);
        foreach (var (key, text) in values)
        {
            value.FastSetDataProperty(key, text);
        }

        return value;
    }
}
