// Runs an OpenID provider for tests on loopback and a free port, until its standard input ends.
// Usage: node oidc-provider.js '{"clientId", "clientSecret", "redirectUris", "accessTokenSeconds", "refreshTokenSeconds", "rotateRefreshTokens", "refuseConsent"}'
// A POST to /test/withdraw withdraws every consent, as somebody does in their account at the provider: refresh tokens are refused from then on.
// Prints "ready ISSUER", then for each answer of the token address "token {"grantType", "error"}".
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const options = JSON.parse(process.argv[2]);
const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: options.clientId,
      client_secret: options.clientSecret,
      redirect_uris: options.redirectUris,
      grant_types: ["authorization_code", "refresh_token", "client_credentials"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_basic",
    },
    {
      client_id: `${options.clientId}-post`,
      client_secret: options.clientSecret,
      redirect_uris: options.redirectUris,
      grant_types: ["authorization_code", "refresh_token", "client_credentials"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    introspection: { enabled: true },
  },
  scopes: ["openid", "offline_access", "read", "write"],
  pkce: { required: () => true, methods: ["S256"] },
  rotateRefreshToken: options.rotateRefreshTokens,
  issueRefreshToken: async (context, client) => client.grantTypeAllowed("refresh_token"),
  ttl: {
    AccessToken: options.accessTokenSeconds,
    ClientCredentials: options.accessTokenSeconds,
    AuthorizationCode: 60,
    Grant: 86400,
    IdToken: 3600,
    Interaction: 600,
    RefreshToken: options.refreshTokenSeconds,
    Session: 86400,
  },
  cookies: { keys: ["tests"] },
  findAccount: async (context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
});

const answered = (context, error) =>
  console.log(`token ${JSON.stringify({ grantType: context.oidc?.params?.grant_type ?? null, error: error?.error ?? null })}`);
provider.on("grant.success", (context) => answered(context, null));
provider.on("grant.error", answered);

const grants = new Set();

async function withdraw(response) {
  for (const id of grants) await (await provider.Grant.find(id))?.destroy();
  grants.clear();
  response.writeHead(204).end();
}

// The person at the browser: signs in and consents, or refuses, without a page.
async function interact(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (options.refuseConsent) {
    return provider.interactionFinished(request, response, { error: "access_denied", error_description: "The person said no." });
  }
  if (prompt.name === "login") return provider.interactionFinished(request, response, { login: { accountId: "tester" } });

  const grant = (grantId && (await provider.Grant.find(grantId))) || new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(" "));
  if (prompt.details.missingOIDCClaims) grant.addOIDCClaims(prompt.details.missingOIDCClaims);
  const saved = await grant.save();
  grants.add(saved);
  return provider.interactionFinished(request, response, { consent: { grantId: saved } }, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
server.on("request", (request, response) => {
  const failed = (error) => {
    console.error(error);
    response.writeHead(500).end(String(error));
  };
  if (request.url.startsWith("/interaction/")) interact(request, response).catch(failed);
  else if (request.method === "POST" && request.url === "/test/withdraw") withdraw(response).catch(failed);
  else answer(request, response);
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
console.log(`ready ${issuer}`);
