// One session's socket: it comes back by itself, asks for what it missed, and sends again what was not accepted.

import { call, freshToken } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;

// Closed for good: policy (signed out, not yours), too many sockets, session gone.
const FINAL = new Set([1008, 4001, 4003, 4004]);

export class SessionSocket {
  #id; #on; #socket = null; #tries = 0; #timer = null; #closed = false; #outbox; #after;

  /** @param on { frame(frame), state('connecting'|'open'|'waiting'|'closed', detail) } */
  constructor(sessionId, after, on) {
    this.#id = sessionId;
    this.#after = after;
    this.#on = on;
    this.#outbox = readOutbox(sessionId);
    addEventListener('online', this.#now);
    document.addEventListener('visibilitychange', this.#now);
    this.#connect();
  }

  /** Messages that no frame has accepted yet, oldest first. */
  get pending() {
    return [...this.#outbox];
  }

  say(content) {
    const message = { client_message_id: crypto.randomUUID?.() ?? uuid(), content, timestamp: new Date().toISOString() };
    this.#outbox.push(message);
    writeOutbox(this.#id, this.#outbox);
    this.#put({ type: 'user_message', ...message });
    return message;
  }

  /** Sends a refused message again under the same id, so that it cannot become two. */
  again(message) {
    if (!this.#outbox.some(each => each.client_message_id === message.client_message_id)) this.#outbox.push(message);
    writeOutbox(this.#id, this.#outbox);
    this.#put({ type: 'user_message', ...message });
  }

  /** The message was accepted or refused: it is not sent again by itself. */
  settle(clientMessageId) {
    this.#outbox = this.#outbox.filter(message => message.client_message_id !== clientMessageId);
    writeOutbox(this.#id, this.#outbox);
  }

  cancel() {
    this.#put({ type: 'cancel' });
  }

  /** Reads the log again from a number on. */
  rewind(after) {
    this.#after = Math.min(this.#after, after);
    this.#socket?.close(1000);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#now);
    document.removeEventListener('visibilitychange', this.#now);
    this.#socket?.close(1000);
  }

  #put(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(frame));
  }

  async #connect() {
    this.#on.state('connecting');
    let ticket = null;
    try {
      if (await freshToken()) ticket = (await call('POST', '/api/v1/auth/socket-ticket')).ticket;
    } catch {
      this.#later();
      return;
    }
    if (!ticket) {
      this.#on.state('closed', 'Signed out.');
      return;
    }
    if (this.#closed) return;

    const address = new URL(`/ws/sessions/${this.#id}`, location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.searchParams.set('ticket', ticket);
    address.searchParams.set('after', this.#after);
    const socket = this.#socket = new WebSocket(address);
    socket.onopen = () => {
      this.#tries = 0;
      this.#on.state('open');
      for (const message of this.#outbox) this.#put({ type: 'user_message', ...message });
    };
    socket.onmessage = event => this.#receive(event.data);
    socket.onclose = event => {
      if (this.#closed || this.#socket !== socket) return;
      if (FINAL.has(event.code)) this.#on.state('closed', event.reason || 'The connection was refused.');
      else this.#later();
    };
  }

  #receive(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (frame.type === 'message_accepted') this.settle(frame.client_message_id);
    this.#on.frame(frame);
    if (typeof frame.seq === 'number' && frame.seq > this.#after) this.#after = frame.seq;
  }

  #later() {
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries++);
    this.#on.state('waiting');
    this.#timer = setTimeout(() => this.#connect(), longest / 2 + Math.random() * longest / 2);
  }

  #now = () => {
    const idle = this.#socket === null || this.#socket.readyState === WebSocket.CLOSED;
    if (this.#closed || !idle || document.hidden || this.#tries === 0) return;
    clearTimeout(this.#timer);
    this.#connect();
  };
}

const key = sessionId => `grains.outbox.${sessionId}`;

function readOutbox(sessionId) {
  try {
    return JSON.parse(localStorage.getItem(key(sessionId))) ?? [];
  } catch {
    return [];
  }
}

function writeOutbox(sessionId, outbox) {
  if (outbox.length) localStorage.setItem(key(sessionId), JSON.stringify(outbox));
  else localStorage.removeItem(key(sessionId));
}

// crypto.randomUUID exists only over https and on localhost.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
