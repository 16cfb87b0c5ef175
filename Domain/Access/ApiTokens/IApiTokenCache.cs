namespace ConnectionsConsole.Domain.Access.ApiTokens;

/// <summary>Tokens that this process has looked up lately, so that a request costs no more than one indexed read.</summary>
public interface IApiTokenCache
{
    /// <summary>From now on the token is read from the database again. Other processes notice within seconds.</summary>
    void Forget(Guid tokenId);
}
