using Xunit;

namespace ConnectionsConsole.Tests.Support.Requirements;

/// <summary>A test that needs PostgreSQL, see <see cref="Databases.PostgreSqlDatabase"/>.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = Requirement.PostgreSql.Missing;
}

/// <inheritdoc cref="PostgreSqlFactAttribute"/>
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = Requirement.PostgreSql.Missing;
}

/// <summary>A test that needs an S3 server which verifies signatures, see <see cref="S3TestServer.Swift"/>.</summary>
public sealed class SwiftFactAttribute : FactAttribute
{
    public SwiftFactAttribute() => Skip = Requirement.Swift.Missing;
}

/// <inheritdoc cref="SwiftFactAttribute"/>
public sealed class SwiftTheoryAttribute : TheoryAttribute
{
    public SwiftTheoryAttribute() => Skip = Requirement.Swift.Missing;
}

/// <summary>A test that needs the S3 server s3rver, see <see cref="S3TestServer.S3rver"/>.</summary>
public sealed class S3rverFactAttribute : FactAttribute
{
    public S3rverFactAttribute() => Skip = Requirement.S3rver.Missing;
}

/// <inheritdoc cref="S3rverFactAttribute"/>
public sealed class S3rverTheoryAttribute : TheoryAttribute
{
    public S3rverTheoryAttribute() => Skip = Requirement.S3rver.Missing;
}

/// <summary>A test that drives a browser.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Requirement.Chromium.Missing;
}

/// <inheritdoc cref="ChromiumFactAttribute"/>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Requirement.Chromium.Missing;
}

/// <summary>A test that runs Node.js, see <see cref="Processes.NodeProcess"/> and <see cref="Processes.OidcProviderFixture"/>.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Requirement.Node.Missing;
}

/// <inheritdoc cref="NodeFactAttribute"/>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = Requirement.Node.Missing;
}

/// <summary>A test that runs the S3 client s3cmd.</summary>
public sealed class S3cmdFactAttribute : FactAttribute
{
    public S3cmdFactAttribute() => Skip = Requirement.S3cmd.Missing;
}
