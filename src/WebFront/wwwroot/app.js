// Which view is shown, who is signed in, and which session is open. The session and the sign-in outlive a reload.

import { $, el, initials, money, notice, show } from './dom.js';
import { auth, call, explain } from './api.js';
import { Chat } from './chat.js';

const SESSION = 'grains.session';
const VIEWS = ['sign-in', 'experts', 'chat'];
const form = $('sign-in-form');
let [chat, demo, page, listing, signingUp] = [null, null, 1, 0, false];

function view(name) {
  for (const each of VIEWS) show($(each), each === name);
  const user = auth.read()?.user;
  show($('account'), Boolean(user) && name !== 'sign-in');
  $('who').textContent = user?.full_name || user?.email || '';
  if (name !== 'chat') {
    chat?.close();
    chat = null;
  }
}

async function start() {
  if (!auth.read()) return showSignIn();
  const open = new URLSearchParams(location.hash.slice(1)).get('session') ?? localStorage.getItem(SESSION);
  showBalance();
  return open ? openSession(open) : showExperts();
}

async function showSignIn() {
  view('sign-in');
  try {
    const response = await fetch('demo.json', { cache: 'no-store' });
    demo = response.ok ? await response.json() : null;
  } catch {
    demo = null;
  }
  if (demo && !form.email.value && !signingUp) {
    form.email.value = demo.email;
    form.password.value = demo.password;
    show($('demo-note'), true);
  }
  form.email.focus();
}

function toggleSignUp(on) {
  signingUp = on;
  for (const label of form.querySelectorAll('.only-sign-up')) show(label, on);
  form.full_name.required = on;
  form.password.autocomplete = on ? 'new-password' : 'current-password';
  $('sign-in-title').textContent = $('sign-in-submit').textContent = on ? 'Create an account' : 'Sign in';
  $('sign-up-toggle').textContent = on ? 'I have an account' : 'New here? Create an account';
  $('sign-up-toggle').setAttribute('aria-pressed', String(on));
  show($('demo-note'), !on && demo !== null && form.email.value === demo.email);
  if (on && demo && form.email.value === demo.email) form.email.value = form.password.value = '';
}

async function signIn(event) {
  event.preventDefault();
  show($('sign-in-error'), false);
  $('sign-in-submit').disabled = true;
  const [email, password] = [form.email.value.trim(), form.password.value];
  try {
    if (signingUp)
      await call('POST', '/api/v1/auth/signup', { email, password, full_name: form.full_name.value.trim(), role: form.role.value });
    auth.write(await call('POST', '/api/v1/auth/login', { email, password }));
    form.reset();
    toggleSignUp(false);
    await start();
  } catch (error) {
    $('sign-in-error').textContent = explain(error);
    show($('sign-in-error'), true);
  } finally {
    $('sign-in-submit').disabled = false;
  }
}

async function signOut() {
  try {
    await call('POST', '/api/v1/auth/logout', {});
  } catch {
    // Whatever the server says, this browser forgets the sign-in.
  }
  auth.clear();
  forget();
  await showSignIn();
}

// What a session has reserved is still the user's own, so it is shown as part of the balance.
async function showBalance() {
  try {
    const { balance, available, leased, currency, sandbox } = await call('GET', '/api/v1/users/wallet');
    $('balance').textContent = `${money(balance ?? available, currency, 2)}${sandbox ? ' (sandbox)' : ''}`;
    $('balance').title = leased > 0 ? `Your balance; ${money(leased, currency, 2)} of it is reserved for an open session` : 'Your balance';
  } catch {
    $('balance').textContent = '';
  }
}

async function showExperts() {
  view('experts');
  history.replaceState(null, '', location.pathname);
  const open = localStorage.getItem(SESSION);
  show($('resume'), Boolean(open));
  if (open) {
    const go = el('button', { type: 'button' }, 'Continue');
    go.onclick = () => openSession(open);
    $('resume').replaceChildren('You have an open session.', go);
  }
  page = 1;
  $('experts-list').replaceChildren();
  await listExperts();
}

async function listExperts() {
  const query = new URLSearchParams({ page, limit: 20 });
  if ($('experts-search').value.trim()) query.set('search', $('experts-search').value.trim());
  const mine = ++listing;
  try {
    const { experts, pagination } = await call('GET', `/api/v1/experts?${query}`);
    if (mine !== listing) return;
    const ordered = demo ? experts.toSorted((one, other) => (other.id === demo.clone_id) - (one.id === demo.clone_id)) : experts;
    $('experts-list').append(...ordered.map(card));
    show($('experts-empty'), $('experts-list').childElementCount === 0);
    show($('experts-more'), pagination.page < pagination.pages);
  } catch (error) {
    notice(explain(error));
  }
}

function card(expert) {
  const talk = el('button', { type: 'button', className: 'main', 'aria-label': `Start a session with ${expert.name}` }, 'Start session');
  talk.onclick = () => startSession(expert.id, talk);
  return el('li', { className: 'card', 'data-expert': expert.id },
    el('div', { className: 'card-head' }, el('div', { className: 'avatar', 'aria-hidden': 'true' }, initials(expert.name)), el('h2', {}, expert.name)),
    el('p', {}, expert.description ?? ''),
    el('ul', { className: 'chips', 'aria-label': 'Topics' }, ...(expert.expertise_areas ?? []).slice(0, 5).map(area => el('li', {}, area))),
    el('div', { className: 'card-foot' }, el('span', { className: 'price' }, expert.base_price ? `${money(expert.base_price)} an hour` : 'Free'), talk));
}

async function startSession(expertId, button) {
  button.disabled = true;
  notice();
  try {
    const session = await call('POST', '/api/v1/sessions', { expert_id: expertId, session_type: 'chat', demo_mode: false });
    localStorage.setItem(SESSION, session.session_id);
    await openSession(session.session_id);
  } catch (error) {
    notice(explain(error));
  } finally {
    button.disabled = false;
  }
}

async function openSession(id) {
  chat?.close();
  view('chat');
  history.replaceState(null, '', `#session=${id}`);
  const opened = chat = new Chat(id, { leave: async ended => leave(ended), balance: showBalance });
  try {
    await opened.open();
    localStorage.setItem(SESSION, id);
  } catch (error) {
    if (chat !== opened || !auth.read()) return;
    if (error.status === 404 || error.status === 403) forget();
    notice(error.status === 404 ? 'That session no longer exists.' : explain(error));
    await showExperts();
  }
}

async function leave(ended) {
  if (ended) forget();
  await showExperts();
}

function forget() {
  localStorage.removeItem(SESSION);
  history.replaceState(null, '', location.pathname);
}

let searching;
form.addEventListener('submit', signIn);
$('sign-up-toggle').addEventListener('click', () => toggleSignUp(!signingUp));
$('sign-out').addEventListener('click', signOut);
$('home').addEventListener('click', () => auth.read() && showExperts());
$('experts-more').addEventListener('click', () => {
  page++;
  listExperts();
});
$('experts-search').addEventListener('input', () => {
  clearTimeout(searching);
  searching = setTimeout(() => {
    page = 1;
    $('experts-list').replaceChildren();
    listExperts();
  }, 250);
});
auth.onSignedOut(() => {
  forget();
  showSignIn();
  notice('You have been signed out.');
});
start();
