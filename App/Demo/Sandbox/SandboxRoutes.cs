namespace ConnectionsConsole.App.Demo.Sandbox;

/// <summary>First path segments that are not buckets.</summary>
internal static class SandboxRoutes
{
    public const string Api = "api";

    public const string Sprites = "sprites";
}
