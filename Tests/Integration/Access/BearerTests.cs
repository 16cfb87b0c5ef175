using System.Globalization;
using System.Net;
using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Access.ApiTokens.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>What a program gets that comes with a token, without one, with a bad one, and too often.</summary>
public sealed class BearerTests : IAsyncLifetime
{
    private ApiConsole _console = null!;

    public async Task InitializeAsync() => _console = await ApiConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task AToken_ActsWithItsRolesInItsOrganization()
    {
        var token = await _console.NewTokenAsync(Roles.Support | Roles.Viewer);
        foreach (var scheme in new[] { "Bearer", "bearer", "BEARER" })
        {
            using var response = await _console.PostAsync($"{scheme} {token.Text}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal($"ApiToken Sign-up Support, Viewer {_console.OrganizationId}", await response.Content.ReadAsStringAsync());
        }

        Assert.NotNull(Assert.Single((await _console.SendAsync(new ListApiTokens(new PageRequest()))).Items).LastUsedAt);
    }

    [Fact]
    public async Task UnknownExpiredAndRevokedTokens_GetTheSameAnswer()
    {
        var (expired, revoked) = (await _console.NewTokenAsync(), await _console.NewTokenAsync());
        await _console.ExpireAsync(expired.Id);
        await _console.SendAsync(new RevokeApiToken(revoked.Id));
        var answers = new List<string>();
        foreach (var text in new[] { ApiTokenText.Generate(), expired.Text, revoked.Text, "nonsense", "", revoked.Text + " x", new string('x', 8_000) })
        {
            using var response = await _console.PostAsync($"Bearer {text}");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        var message = Error(Assert.Single(answers.Distinct(StringComparer.Ordinal))).GetProperty("message").GetString();
        Assert.StartsWith("The API token is not valid", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic YWRhOnNlY3JldA==")]
    public async Task WithoutAToken_TheAnswerSaysHowToSendOne(string? authorization)
    {
        using var response = await _console.PostAsync(authorization);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Contains("Authorization: Bearer", Error(await response.Content.ReadAsStringAsync()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARevocation_HoldsFromTheNextRequestOn()
    {
        var token = await _console.NewTokenAsync();
        using (var before = await _console.PostAsync($"Bearer {token.Text}"))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        await _console.SendAsync(new RevokeApiToken(token.Id));
        using var after = await _console.PostAsync($"Bearer {token.Text}");
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    internal static JsonElement Error(string body)
    {
        using var json = JsonDocument.Parse(body);
        return Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray()).Clone();
    }
}

/// <summary>A console that lets a token ask four times at once.</summary>
public sealed class ApiRateLimitTests : IAsyncLifetime
{
    private ApiConsole _console = null!;

    // One more comes after a second: more requests than the burst, sent at once, cannot all pass, however slow the machine is.
    public async Task InitializeAsync() => _console = await ApiConsole.StartAsync(("Api:RequestsPerSecond", "1"), ("Api:Burst", "4"));

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task TooManyRequests_AreRefusedWithATimeToComeBack_AndOtherTokensAreNot()
    {
        var (busy, calm) = (await _console.NewTokenAsync(), await _console.NewTokenAsync());
        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _console.PostAsync($"Bearer {busy.Text}")));
        var refused = responses.Where(r => r.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Contains(responses, r => r.StatusCode == HttpStatusCode.OK);
        Assert.NotEmpty(refused);
        foreach (var response in refused)
        {
            var seconds = int.Parse(Assert.Single(response.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
            Assert.InRange(seconds, 1, 40);
            var error = BearerTests.Error(await response.Content.ReadAsStringAsync());
            Assert.Contains("Too many requests", error.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal("RATE_LIMITED", error.GetProperty("extensions").GetProperty("code").GetString());
        }

        using var other = await _console.PostAsync($"Bearer {calm.Text}");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        foreach (var response in responses)
        {
            response.Dispose();
        }
    }
}

/// <summary>A console that lets an address come with three tokens that are not valid.</summary>
public sealed class FailedTokenLimitTests : IAsyncLifetime
{
    private ApiConsole _console = null!;

    public async Task InitializeAsync() => _console = await ApiConsole.StartAsync(("Api:FailedTokensPerMinute", "3"));

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task TooManyBadTokens_AreRefusedWithATimeToComeBack_AndWhoWorksGoesOn()
    {
        var (working, fresh) = (await _console.NewTokenAsync(), await _console.NewTokenAsync());
        using (var before = await _console.PostAsync($"Bearer {working.Text}"))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _console.PostAsync($"Bearer {ApiTokenText.Generate()}")));
        Assert.InRange(responses.Count(r => r.StatusCode == HttpStatusCode.Unauthorized), 3, 6);
        var refused = responses.Where(r => r.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 34, 37);
        foreach (var response in refused)
        {
            Assert.InRange(int.Parse(Assert.Single(response.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 20);
            var error = BearerTests.Error(await response.Content.ReadAsStringAsync());
            Assert.StartsWith("Too many API tokens that are not valid came from this address.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal("RATE_LIMITED", error.GetProperty("extensions").GetProperty("code").GetString());
        }

        using var after = await _console.PostAsync($"Bearer {working.Text}");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        // Whether a token that nobody used before is one, the address does not learn now.
        using var unseen = await _console.PostAsync($"Bearer {fresh.Text}");
        Assert.Equal(HttpStatusCode.TooManyRequests, unseen.StatusCode);
        using var without = await _console.PostAsync(null);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        foreach (var response in responses)
        {
            response.Dispose();
        }
    }
}
