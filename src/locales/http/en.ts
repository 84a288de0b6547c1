/** What a browser shows, and what HTTP programs are told. */
export const en = {
  pageTitle: "Chat on this network",
  pageWelcome: "This is a chat server. Join with what you have:",
  pageClient: "chat-client, in a terminal",
  pageIrc: "Any IRC program: this server and port, without TLS",
  pagePlain: "Without any program of ours, in a terminal",
  pageWebSocket: "IRC programs in a browser: this WebSocket address",

  badRequest: "This is not a request this server understands.",
  wrongHost:
    'This server does not know the name "{host}". Use its IP address, or let the administrator add the name to the allowed hosts.',
  noHost: "The request names no host, or more than one.",
  wrongOrigin:
    'Pages of "{origin}" may not connect to this server. Its administrator can add them to the allowed WebSocket origins.',
  notFound: "There is nothing at this address. Start at /",
  wrongMethod: "This address takes only: {allow}",
  bodyRefused: "This server takes no request bodies here.",
  headersTooLarge: "The request's headers are too large.",
  tooSlow: "The request took too long to arrive.",
  webSocketOnly: "This address takes only WebSocket connections of version 13.",
  badWebSocketKey: "The WebSocket key is missing or malformed.",
  exportGone: "This link was used already, or is too old. NickServ makes a new one: /ns EXPORT",
  notReady: "not ready",
} as const;

export type HttpKey = keyof typeof en;
