/** What a browser shows, and what HTTP programs are told, in Chinese. */
import type { HttpKey } from "./en.ts";

export const zh = {
  pageTitle: "本网络的聊天室",
  pageWelcome: "这里是聊天服务器。用手边的任何程序都可以加入：",
  pageClient: "在终端里运行 chat-client",
  pageIrc: "任何 IRC 程序：填写此服务器和端口，不用 TLS",
  pagePlain: "不装任何程序，在终端里运行",
  pageWebSocket: "浏览器里的 IRC 程序：填写此 WebSocket 地址",

  badRequest: "服务器看不懂这个请求。",
  wrongHost: "服务器不认识名称“{host}”。请使用它的 IP 地址，或请管理员把该名称加入允许的主机名。",
  noHost: "请求里没有主机名，或者不止一个。",
  wrongOrigin: "来自“{origin}”的网页不能连接此服务器。管理员可以把它加入允许的 WebSocket 来源。",
  notFound: "此地址没有内容。请从 / 开始",
  wrongMethod: "此地址只接受：{allow}",
  bodyRefused: "服务器在此不接受请求正文。",
  headersTooLarge: "请求头太大。",
  tooSlow: "请求到达得太慢。",
  webSocketOnly: "此地址只接受版本 13 的 WebSocket 连接。",
  badWebSocketKey: "WebSocket 密钥缺失或格式不对。",
  exportGone: "此链接已用过，或者太旧。可让 NickServ 再给一个：/ns EXPORT",
  notReady: "尚未就绪",
} as const satisfies Record<HttpKey, string>;
