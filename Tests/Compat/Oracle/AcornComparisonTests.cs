namespace ConnectionsConsole.Tests.Compat.Oracle;

/// <summary>Real files: the tree equals acorn's node by node, positions included.</summary>
public class AcornComparisonTests
{
    [Theory]
    [InlineData("lodash/lodash.js")]
    [InlineData("lodash/lodash.min.js")]
    [InlineData("jquery/dist/jquery.js")]
    [InlineData("jquery/dist/jquery.min.js")]
    [InlineData("d3/dist/d3.js")]
    [InlineData("d3/dist/d3.min.js")]
    [InlineData("acorn/dist/acorn.mjs")]
    public void TreeOfARealFile_EqualsAcorns(string file)
    {
        Assert.True(AcornComparer.Compare([OracleTools.Package(file)]) > 1000);
    }
}
