using ConnectionsConsole.Tests.EndToEnd.Browser;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>
/// Test classes that name this collection share one demo and one browser, and run one after the other. They leave the demo's own customers, instances and
/// runs as they are; what a test needs to change, it makes for itself.
/// </summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoConsole>, ICollectionFixture<BrowserFixture>
{
    public const string Name = "Demo";
}
