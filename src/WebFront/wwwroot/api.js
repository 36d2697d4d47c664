// The REST side: the sign-in, which all tabs share, and one way to call and to fail.

const AUTH = 'grains.auth';
const signOutListeners = [];

export class ApiError extends Error {
  constructor(status, code, message, details, retryAfter) {
    super(message);
    Object.assign(this, { status, code, details: details ?? {}, retryAfter });
  }
}

export const auth = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(AUTH));
    } catch {
      return null;
    }
  },
  write(answer) {
    const user = answer.user ?? this.read()?.user;
    localStorage.setItem(AUTH, JSON.stringify({
      access: answer.access_token,
      refresh: answer.refresh_token ?? this.read()?.refresh,
      expires: Date.now() + (answer.expires_in ?? 3600) * 1000,
      user,
    }));
  },
  clear() {
    localStorage.removeItem(AUTH);
  },
  onSignedOut(listener) {
    signOutListeners.push(listener);
  },
};

window.addEventListener('storage', event => {
  if (event.key === AUTH && event.newValue === null) for (const listener of signOutListeners) listener();
});

/** A token that is good for a while yet; null when nobody is signed in. */
export async function freshToken() {
  const held = auth.read();
  if (!held) return null;
  if (held.expires - Date.now() > 30000) return held.access;
  return refresh(held.access);
}

// A refresh token works once, so tabs take turns and use what the first of them got.
async function refresh(stale) {
  const work = async () => {
    const held = auth.read();
    if (!held) return null;
    if (held.access !== stale) return held.access;
    const response = await send('POST', '/api/v1/auth/refresh-token', { refresh_token: held.refresh }, null);
    if (response.ok) {
      auth.write(await response.json());
      return auth.read().access;
    }
    if (response.status >= 500 || response.status === 429) throw await failure(response);
    auth.clear();
    for (const listener of signOutListeners) listener();
    return null;
  };
  return navigator.locks ? navigator.locks.request('grains-refresh', work) : work();
}

export async function call(method, path, body) {
  let token = await freshToken();
  let response = await send(method, path, body, token);
  if (response.status === 401 && token && !path.startsWith('/api/v1/auth/login')) {
    token = await refresh(token);
    if (token) response = await send(method, path, body, token);
  }
  if (!response.ok) throw await failure(response);
  return response.status === 204 ? null : response.json();
}

async function send(method, path, body, token) {
  const headers = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store' });
  } catch {
    throw new ApiError(0, 'OFFLINE', 'The server cannot be reached. Check the connection and try again.');
  }
}

async function failure(response) {
  let error = {};
  try {
    error = (await response.json()).error ?? {};
  } catch {
    // An answer without the documented body still has its status.
  }
  const header = Number(response.headers.get('Retry-After'));
  const retryAfter = error.details?.retry_after ?? (header > 0 ? header : undefined);
  return new ApiError(response.status, error.code, error.message ?? `The server answered ${response.status}.`, error.details, retryAfter);
}

/** One sentence for a person. */
export function explain(error) {
  if (!(error instanceof ApiError)) return 'Something went wrong in this page. Reload it and try again.';
  const { status, details, retryAfter } = error;
  if (status === 402) {
    const missing = details.shortfall;
    return missing > 0 ? `Your balance is too low: ${missing.toFixed(2)} more is needed. ${error.message}` : `Your balance is too low. ${error.message}`;
  }
  if (status === 429) return retryAfter ? `Too many requests. Try again in ${retryAfter} s.` : 'Too many requests. Try again in a moment.';
  if (status === 400 && details.issue) return details.field && details.field !== 'request' ? `${details.field.replaceAll('_', ' ')}: ${details.issue}` : details.issue;
  if (status === 503) return retryAfter ? `${error.message} Try again in ${retryAfter} s.` : error.message;
  return error.message;
}
