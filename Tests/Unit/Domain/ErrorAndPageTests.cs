using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>What requests are answered with, and how lists are asked for.</summary>
public sealed class ErrorAndPageTests
{
    [Fact]
    public void TheErrorFamily_IsClosedAndKnown()
    {
        var cases = typeof(Error).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(Error)) && !t.IsAbstract).ToList();
        Assert.All(cases, c => Assert.True(c.IsSealed, c.Name));
        Assert.Equal(
            ["ConflictError", "ForbiddenError", "InUseError", "InvalidError", "NotFoundError", "StaleError"],
            cases.Select(c => c.Name).Order(StringComparer.Ordinal));
        // The copying constructor of a record is always there.
        var own = typeof(Error).GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
            .Where(c => c.GetParameters()[0].ParameterType != typeof(Error));
        Assert.All(own, c => Assert.True(c.IsFamilyAndAssembly));
    }

    [Fact]
    public void AnInvalidRequest_TellsEachFieldItsMessage()
    {
        var error = new InvalidError([new FieldMessage("name", "Give it a name."), new FieldMessage("key", "Give it a key.")]);
        Assert.Equal(2, error.Messages.Count);
        Assert.Equal("Give it a name. Give it a key.", error.ToString());
        Assert.Equal([new FieldMessage("name", "Taken.")], new ConflictError("Taken.", "name").Messages);
        Assert.Equal([new FieldMessage("", "Gone.")], new NotFoundError("Gone.").Messages);
    }

    [Fact]
    public void AResult_IsAValueOrAnError()
    {
        Result<int> value = 7;
        Result<int> error = new NotFoundError("Gone.");
        Assert.True(value.TryGet(out var seven, out _));
        Assert.Equal((7, 14), (seven, value.Map(v => v * 2).Value));
        Assert.False(error.IsSuccess);
        Assert.Same(error.Error, error.Map(v => v * 2).Error);
        Assert.Contains("Gone.", Assert.Throws<InvalidOperationException>(() => error.Value).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 25, null, null)]
    [InlineData(0, 25, null, "number")]
    [InlineData(1_000_001, 25, null, "number")]
    [InlineData(1, 0, null, "size")]
    [InlineData(1, 101, null, "size")]
    [InlineData(1, 100, "a", null)]
    [InlineData(1, 25, "a\0b", "search")]
    public void APageRequest_IsChecked(int number, int size, string? search, string? wrong) =>
        Assert.Equal(wrong, new PageRequestValidator().Validate(new PageRequest(number, size, search)).Errors.FirstOrDefault()?.PropertyName.ToLowerInvariant());

    [Fact]
    public void ASearch_HasAtMostTwoHundredCharacters()
    {
        Assert.True(new PageRequestValidator().Validate(new PageRequest(Search: new string('x', 200))).IsValid);
        Assert.False(new PageRequestValidator().Validate(new PageRequest(Search: new string('x', 201))).IsValid);
    }

    [Theory]
    [InlineData(1, 25, 0, 25)]
    [InlineData(3, 10, 20, 10)]
    [InlineData(-5, 10_000, 0, 100)]
    [InlineData(1_000_000, 100, 99_999_900, 100)]
    public void APageRequest_SkipsAndTakes(int number, int size, int skip, int take)
    {
        var page = new PageRequest(number, size);
        Assert.Equal((skip, take), (page.Skip, page.Take));
    }
}
