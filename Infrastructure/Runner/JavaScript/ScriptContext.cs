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

    public JsObject Context()
    {
        var run = execution.Run;
        var context = new JsObject(engine);
        context.Set("logger", HostLibrary.Of(engine).Console.Logger());
        context.Set("configVars", ConfigVariables());
        // Code of the older model reads the first bound slot's fields from here.
        if (run.Connections.Values.FirstOrDefault(c => c.Credential is not null) is { Credential: { } credential })
        {
            context.Set("credential", Object(credential));
        }

        foreach (var name in s_states)
        {
            context.Set(name, new JsObject(engine));
        }

        context.Set("stepId", execution.Step.Id);
        context.Set("executionId", run.RunId.ToString());
        context.Set("webhookUrls", new JsObject(engine));
        context.Set("webhookApiKeys", new JsObject(engine));
        context.Set("invokeUrl", "");
        context.Set("customer", run.Customer is { } customer ? Customer(customer) : JsValue.Null);
        context.Set("instance", run.Instance is { } instance ? Named(instance) : JsValue.Null);
        context.Set("user", JsValue.Null);
        context.Set("integration", Named(run.Integration));
        context.Set("flow", Object(new Dictionary<string, string> { ["id"] = run.FlowKey, ["name"] = run.FlowName }));
        context.Set("startedAt", run.StartedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        return context;
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

    private JsObject ConfigVariables()
    {
        var variables = Object(execution.Run.ConfigVariables);
        foreach (var connection in execution.Run.Connections.Values)
        {
            var value = new JsObject(engine);
            value.Set("key", connection.TypeKey);
            value.Set("configVarKey", connection.Key);
            value.Set("fields", Object(connection.Fields));
            if (connection.Authorization is not null)
            {
                // Code that never looks at the token runs also where none could be had.
                ScriptValues.SetLazy(value, "token", (engine, connection), static state => Token(state.engine, state.connection));
            }

            variables.Set(connection.Key, value);
        }

        return variables;
    }

    /// <summary>The provider's answer without the refresh token (reference §4): <c>access_token</c>, <c>token_type</c>, <c>scope</c> and whatever else came.</summary>
    private static JsValue Token(Engine engine, ResolvedConnection connection) => connection.Token is { } token
        ? new Jint.Native.Json.JsonParser(engine).Parse(token.Json)
        : throw new StepFailedException(connection.TokenFailure ?? new StepFailure(FailureCategory.Credentials, $"The connection \"{connection.Key}\" has no access token."));

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
