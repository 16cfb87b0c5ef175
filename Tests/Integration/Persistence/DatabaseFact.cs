using ConnectionsConsole.Tests.Support.Requirements;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>
/// A test of <see cref="PipelineTests"/>: written once in an abstract class, run by one subclass for each database. Those whose name begins with
/// PostgreSql need the server and are skipped, with the reason, where there is none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ConnectionsConsole.Tests.Integration.Persistence.DatabaseFactDiscoverer", "ConnectionsConsole.Integration")]
public sealed class DatabaseFactAttribute : FactAttribute
{
    internal static bool NeedsServer(string className) => className[(className.LastIndexOf('.') + 1)..].StartsWith("PostgreSql", StringComparison.Ordinal);
}

public sealed class DatabaseFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new DatabaseTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class DatabaseTestCase : XunitTestCase
{
    [Obsolete("For the deserializer alone.", error: true)]
    public DatabaseTestCase()
    {
    }

    public DatabaseTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        DatabaseFactAttribute.NeedsServer(TestMethod.TestClass.Class.Name) ? Requirement.PostgreSql.Missing : null;
}
