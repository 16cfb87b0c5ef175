namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>A key of ASP.NET's data protection (cookies, antiforgery), shared by all processes on the database.</summary>
internal sealed class DataProtectionKey
{
    public int Id { get; init; }

    public string FriendlyName { get; init; } = "";

    public string Xml { get; init; } = "";
}
