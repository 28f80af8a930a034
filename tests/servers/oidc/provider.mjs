// A certified OpenID provider with the accounts of a file, which is read anew each time somebody is asked about.
import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';

const [file, port] = process.argv.slice(2);
const state = () => JSON.parse(readFileSync(file, 'utf8'));
const issuer = `http://127.0.0.1:${port}`;
const page = (body) => `<!doctype html><html lang="en"><title>Provider</title><main><h1>Provider</h1>${body}</main></html>`;
const scopes = ['openid', 'email', 'profile', 'groups', 'offline_access'];

const provider = new Provider(issuer, {
  clients: state().clients,
  scopes,
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
  conformIdTokenClaims: state().groups_in_userinfo,
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`);
      },
      postLogoutSuccessSource: (ctx) => { ctx.body = page('<p>Signed out</p>'); },
    },
  },
  fetch: (url, { dispatcher: _refusesThisMachine, ...options }) => fetch(url, options),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  pkce: { required: () => true },
  cookies: { keys: ['of the tests alone'] },
  async findAccount(_ctx, sub) {
    const known = state().accounts[sub];
    return known ? { accountId: sub, claims: () => ({ sub, ...known }) } : undefined;
  },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope(scopes.join(' '));
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  await provider.interactionDetails(ctx.req, ctx.res);
  if (ctx.method === 'GET') {
    ctx.type = 'html';
    ctx.body = page(`<form method="post" action="${ctx.path}">
      <label>Login <input name="login"></label> <button>Continue</button></form>`);
    return undefined;
  }
  let body = '';
  for await (const piece of ctx.req) body += piece;
  const login = new URLSearchParams(body).get('login');
  const result = login ? { login: { accountId: login } } : { error: 'access_denied' };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
  return undefined;
});

provider.listen(Number(port), '127.0.0.1');
