using System.Text;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Runner.Inputs;

namespace ConnectionsConsole.Tests.Unit.Runner;

public sealed class ReferenceReaderTests
{
    private static readonly Dictionary<string, StepValue> s_results = new()
    {
        ["getData"] = new JsonStepValue(Encoding.UTF8.GetBytes(
            """{"id":7,"name":"Pikachu","none":null,"on":true,"sprites":{"front_default":"f.png","back_default":"b.png"},"items":[{"n":1},{"n":2}],"empty":[],"x-request-id":"r1","a.b":{"c d":5},"0":"zero"}""")),
        ["getAvatar"] = new BinaryStepValue(new byte[] { 1, 2, 3 }, "image/png"),
        ["ignored"] = StepValue.Null,
    };

    [Theory]
    [InlineData("getData.results.id", "7")]
    [InlineData("getData.results.name", "\"Pikachu\"")]
    [InlineData("getData.results.none", "null")]
    [InlineData("getData.results.sprites.front_default", "\"f.png\"")]
    [InlineData("getData.results.items[1].n", "2")]
    [InlineData("getData.results.items.1.n", "2")]
    [InlineData("getData.results.items[0]", """{"n":1}""")]
    [InlineData("getData.results.x-request-id", "\"r1\"")]
    [InlineData("""getData.results["x-request-id"]""", "\"r1\"")]
    [InlineData("""getData.results["a.b"]['c d']""", "5")]
    [InlineData("getData.results.0", "\"zero\"")]
    [InlineData("getData[results][sprites][back_default]", "\"b.png\"")]
    [InlineData("getAvatar.results.contentType", "\"image/png\"")]
    [InlineData("ignored.results", "null")]
    public void APath_LeadsToItsValue(string path, string json)
    {
        Assert.True(TryRead(path, out var value, out _));
        Assert.Equal(json, value!.ToString());
    }

    [Theory]
    [InlineData("getAvatar.results")]
    [InlineData("getAvatar.results.data")]
    public void ABinaryResult_IsPassedOnWhole(string path)
    {
        Assert.True(TryRead(path, out var value, out _));
        Assert.Same(s_results["getAvatar"], value);
    }

    [Theory]
    [InlineData("getData.results.sprites.front_defalt", "getData.results.sprites.front_defalt does not exist; the nearest is getData.results.sprites.front_default")]
    [InlineData("getData.results.sprite.front_default", "getData.results.sprite.front_default does not exist; the nearest is getData.results.sprites.front_default")]
    [InlineData("getData.results.sprite.nothing", "getData.results.sprite.nothing does not exist; the nearest is getData.results.sprites")]
    [InlineData("getData.results.Name", "getData.results.Name does not exist; the nearest is getData.results.name")]
    [InlineData("getData.results.x_request_id", "getData.results.x_request_id does not exist; the nearest is getData.results.x-request-id")]
    [InlineData("getData.results.items[5].n", "getData.results.items[5].n does not exist; the nearest is getData.results.items[1], the last of 2")]
    [InlineData("getData.results.empty[0]", "getData.results.empty[0] does not exist; the nearest is getData.results.empty, an empty list")]
    [InlineData("getData.results.none.more", "getData.results.none.more does not exist: getData.results.none is null")]
    [InlineData("getData.results.name.first", "getData.results.name.first does not exist; the nearest is getData.results.name, which is a text")]
    [InlineData("getData.results.sprites.zzzzzzzz", "getData.results.sprites.zzzzzzzz does not exist; the nearest is getData.results.sprites, which has front_default, back_default")]
    [InlineData("getData.id", "getData.id does not exist; the nearest is getData.results")]
    [InlineData("getdata.results.id", "getdata.results.id does not exist; the nearest is getData.results")]
    [InlineData("quiteOther.results", "quiteOther.results does not exist: no step \"quiteOther\" has run before this one")]
    [InlineData("getAvatar.results.width", "getAvatar.results.width does not exist: the result is binary; reference it whole as getAvatar.results")]
    public void AMissingPath_NamesTheNearestOne(string path, string problem)
    {
        Assert.False(TryRead(path, out _, out var told));
        Assert.Equal(problem, told);
    }

    [Theory]
    [InlineData("")]
    [InlineData("getData..id")]
    [InlineData("getData.")]
    [InlineData("getData[")]
    [InlineData("getData[]")]
    [InlineData("getData[\"open]")]
    [InlineData("getData[0]x")]
    public void ABrokenPath_IsRefusedWithAReason(string path)
    {
        Assert.Null(ReferencePath.Parse(path, out var problem));
        Assert.NotNull(problem);
    }

    private static bool TryRead(string text, out StepValue? value, out string? problem)
    {
        var path = ReferencePath.Parse(text, out var broken);
        Assert.True(path is not null, broken);
        return ReferenceReader.TryRead(path, s_results, out value, out problem);
    }
}
