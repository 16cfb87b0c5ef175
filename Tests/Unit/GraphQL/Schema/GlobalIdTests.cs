using System.Text;
using ConnectionsConsole.App.GraphQL;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Schema;

/// <summary>Ids as other programs know them.</summary>
public class GlobalIdTests
{
    private static readonly Guid s_id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");

    [Theory]
    [InlineData("Customer", "Q3Vzd")]
    [InlineData("ScopedConfigVariable", "U2Nvc")]
    [InlineData("Instance", "SW5zdGFuY2U6")]
    [InlineData("Integration", "SW50ZWdyYXRpb246")]
    public void Id_BeginsAsPeopleRemember(string type, string beginning)
    {
        var id = GlobalId.Of(type, s_id);

        Assert.StartsWith(beginning, id, StringComparison.Ordinal);
        Assert.Equal($"{type}:01234567-89ab-cdef-0123-456789abcdef", Encoding.UTF8.GetString(Convert.FromBase64String(id)));
    }

    [Fact]
    public void Id_IsReadBack()
    {
        Assert.Null(GlobalId.Read(GlobalId.Of("Customer", s_id), "Customer", out var read));
        Assert.Equal(s_id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Customer:01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("Q3VzdG9tZXI6")]
    [InlineData("Q3VzdG9tZXI6MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")] // no dashes
    [InlineData("Q3VzdG9tZXI6ezAxMjM0NTY3LTg5YWItY2RlZi0wMTIzLTQ1Njc4OWFiY2RlZn0=")] // braces
    [InlineData("////")]
    [InlineData("'; DROP TABLE Customers; --")]
    [InlineData("é")]
    public void WhatIsNoId_IsRefused(string text) => Assert.Equal("This is no id of a Customer.", GlobalId.Read(text, "Customer", out _));

    [Fact]
    public void LongText_IsRefused() => Assert.NotNull(GlobalId.Read(new string('A', 100_000), "Customer", out _));

    [Fact]
    public void IdOfAnotherType_IsNamedAsSuch() => Assert.Contains("but of another type: Instance", GlobalId.Read(GlobalId.Of("Instance", s_id), "Customer", out _), StringComparison.Ordinal);

    [Fact]
    public void Keys_HaveOneIdForEver()
    {
        Assert.Equal(Guid.Parse("52f4ae1b-2a0e-8f44-8d45-9d7c0e0a4a53").Version, GlobalId.ForKey("Component:aws-s3").Version);
        Assert.Equal(GlobalId.ForKey("Component:aws-s3"), GlobalId.ForKey("Component:aws-s3"));
        Assert.NotEqual(GlobalId.ForKey("Component:aws-s3"), GlobalId.ForKey("Component:http"));
    }
}
