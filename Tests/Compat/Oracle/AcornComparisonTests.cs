using Acornima;

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

    /// <summary>Libraries and tools as they are published, minified and not: more than 10 MB.</summary>
    [Fact]
    [Trait("Suite", "Long")]
    public void TreesOfLargePackages_EqualAcorns()
    {
        string[] folders = ["typescript/lib", "three/build", "react-dom/cjs", "d3/dist", "graphql", "acorn/dist"];
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(OracleTools.Package(folder), "*.*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".mjs", StringComparison.Ordinal))
            .Where(file => !file.Contains("three/build/three.", StringComparison.Ordinal) || file.EndsWith(".cjs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        var size = files.Sum(file => new FileInfo(file).Length);
        Assert.True(size > 10_000_000, $"Only {size} bytes were found.");

        Assert.True(AcornComparer.Compare(files) > 1_000_000);
    }

    [Theory]
    [InlineData("var a = function (b, c) { return `x${b}` + c.d[1] };")]
    [InlineData("/* x */ a.b.c('d', \"e\");")]
    [InlineData("(class A { #b = 1; get c() { return this.#b } });")]
    public void Memory_GrowsWithTheInput(string statement)
    {
        AllocatedFor(statement, 10);
        var small = AllocatedFor(statement, 2_000);
        var large = AllocatedFor(statement, 20_000);

        Assert.InRange((double)large / small, 1, 14);
    }

    private static long AllocatedFor(string statement, int count)
    {
        var source = string.Concat(Enumerable.Repeat(statement, count));
        var before = GC.GetAllocatedBytesForCurrentThread();
        new Parser().ParseScript(source);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
