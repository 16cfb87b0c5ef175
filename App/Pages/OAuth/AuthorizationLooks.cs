using ConnectionsConsole.App.Components;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Queries;

namespace ConnectionsConsole.App.Pages.OAuth;

/// <summary>What the panel remarks on; the gravest counts.</summary>
internal enum AuthorizationRemark
{
    None,
    SettingsProblem,
    Pending,
    Failing,
    Expired,
    Delayed,
    Recovered,
    CannotRenew,
}

/// <summary>How authorizations look and read.</summary>
internal static class AuthorizationLooks
{
    /// <summary>How long a recovery is told: long enough that whoever saw the failure sees its end.</summary>
    private static readonly TimeSpan s_recoveryIsNews = TimeSpan.FromDays(1);

    public static StatusLook Look(AuthorizationStatus status) => status switch
    {
        AuthorizationStatus.Pending => StatusLook.Pending,
        AuthorizationStatus.Active => StatusLook.Set,
        AuthorizationStatus.Failing => StatusLook.Failing,
        AuthorizationStatus.Expired => StatusLook.Expired,
    };

    public static string Words(AuthorizationDetail detail) => detail.Status switch
    {
        AuthorizationStatus.Pending => detail.Grant == OAuthGrant.ClientCredentials ? "Not used yet" : "Not authorized",
        AuthorizationStatus.Active => "Active",
        AuthorizationStatus.Failing => "Failing",
        AuthorizationStatus.Expired => "Expired",
    };

    public static string Words(OAuthGrant grant) => grant switch
    {
        OAuthGrant.AuthorizationCode => "a person consents at the provider (authorization code with PKCE)",
        OAuthGrant.ClientCredentials => "with the client's own id and secret (client credentials)",
    };

    public static AuthorizationRemark RemarkOn(AuthorizationDetail detail, DateTime now) => detail switch
    {
        { Status: AuthorizationStatus.Failing } => AuthorizationRemark.Failing,
        { Status: AuthorizationStatus.Expired } => AuthorizationRemark.Expired,
        { SettingsProblem: not null } => AuthorizationRemark.SettingsProblem,
        { FailedSince: not null } => AuthorizationRemark.Delayed,
        { Status: AuthorizationStatus.Pending } => AuthorizationRemark.Pending,
        { RecoveredAt: { } recovered } when now - recovered < s_recoveryIsNews => AuthorizationRemark.Recovered,
        { CanRenew: false } => AuthorizationRemark.CannotRenew,
        _ => AuthorizationRemark.None,
    };

    /// <summary>Whether somebody has to do something about a failing one.</summary>
    public static string WhatFollows(AuthorizationDetail detail) =>
        detail.NextAttemptAt is null ? "It does not mend by itself." : "The provider is asked again from time to time; once it answers, runs go on by themselves.";
}
