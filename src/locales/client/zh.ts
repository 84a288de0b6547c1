/** The client's texts in Chinese. */
import type { en } from "./en.ts";

export const zh: Record<keyof typeof en, string> = {
  usage: `chat-client {version}：局域网聊天

  chat-client 主机 端口          例如：chat-client 192.168.55.13 8081
  chat-client 主机:端口          也可以写 [IPv6]:端口
  chat-client unix:/路径         本机上的套接字文件
  chat-client irc://主机/#房间   IRC 服务器和其中的房间；没写端口就是 6667

  echo 你好 | chat-client 主机 端口     发送管道里的内容，然后离开

  --plain            一行接一行，不用全屏（目前只有这种方式）
  --udp              每行作为一个数据报发送；没有任何回应
  --nick 名字        你的名字（默认是本机的用户名）
  --account 名字     登录这个帐号；会询问密码
  --password-file 文件
                     这个文件的第一行是密码
  --channel 房间     要进入的房间；多个房间用逗号隔开
  --history N        显示房间里最后 N 行（默认 20；管道中不显示）
  --irc              服务器是 IRC 服务器；端口 6667 和 6697 不需要
  --lang en|zh       这些文字的语言（默认取自 LANG）
  --licenses         本程序所含全部组件的许可证
  -V, --version      版本
  -h, --help         本帮助

每个选项都可以用环境变量设置：CHAT_LANG=zh、CHAT_PLAIN=1、CHAT_UDP=1、CHAT_IRC=1、
CHAT_NICK=ann、CHAT_CHANNEL=tea、CHAT_HISTORY=50、CHAT_ACCOUNT=ann、CHAT_PASSWORD_FILE=secret。
密码绝不写在命令行上：CHAT_PASSWORD 是帐号的密码；无法询问密码时，/oper 使用 CHAT_OPER_PASSWORD。
用 /quit、exit、^D 或 ^C 离开。`,
  usageTryHelp: "参见 chat-client --help",
  usageMissingTarget: "要连接到哪里？请输入：chat-client 主机 端口，例如 chat-client 192.168.55.13 8081",
  usageMissingPort: "“{word}”后面缺少端口。请输入：chat-client 主机 端口，例如 chat-client {word} 8081",
  usageBadPort: "“{word}”不是端口。端口是 1 到 65535 的数字，例如 8081",
  usageTooMany: "多了一个参数“{word}”。请输入：chat-client 主机 端口",
  usageIpv6: "“{word}”里的端口从哪里开始？请输入：chat-client [地址]:端口，或把地址和端口分开写",
  usageUnknownFlag: "chat-client 没有“{word}”这个选项",
  usageBadLanguage: "chat-client 没有“{word}”这种语言。请输入：--lang en 或 --lang zh",
  usageBadNick: "“{word}”不能作为名字。请使用最多 32 个字母、数字、- 和 _，以字母开头，例如 --nick ann",
  usageBadHistory: "“{word}”不是行数。请输入 0 到 1000 的数字，例如 --history 50",
  usageTls: "{word}：这个版本的 chat-client 还不能加密。如果服务器也接受不加密的连接，请输入 irc://",
  usageUdpUnix: "{word} 不能用于 unix: 地址",

  connected: "已连接到 {where}",
  connectedSilent:
    "已连接到 {where}，但服务器还没有说话。你仍然可以输入。如果它是 IRC 服务器，请退出并加上 --irc。",
  failedRefused:
    "{where} 上没有聊天服务器：那台机器有回应，但该端口没有程序在监听。请检查端口，以及服务器是否已启动。",
  failedUnreachable: "无法到达 {where}：没有通往那台机器的路。请检查地址，以及两台机器是否在同一个网络。",
  failedTimeout: "{where} 没有回应。请检查地址、那台机器是否开机，以及防火墙是否挡住了端口。",
  failedName: "找不到名为“{host}”的机器。请检查拼写，或输入它的 IP 地址。",
  failedUnix: "{where} 上没有聊天服务器。请检查路径，以及服务器是否已启动。",
  failedPermission: "没有权限连接到 {where}。请检查权限和本机的防火墙。",
  failedOther: "无法连接到 {where}：{reason}",

  lost: "与 {where} 的连接断开了，正在重试。这期间输入的内容不会发送。",
  refusedWhileLost: "未发送，现在没有连接：{word}",
  refusedWhileFull: "未发送，等待发送的内容太多：{word}",
  pasted: "粘贴了 {word} 行。按 Enter 说出去，按 ^C 放弃。",
  reconnected: "已重新连接到 {where}",
  serverClosed: "服务器关闭了连接。",
  unsent: "与 {where} 的连接在全部发送之前就结束了。",

  unknownCommand: "这个服务器没有命令；{word} 没有发送。要把它当作文字发送，请输入 /{word}",
  localHelp: "这个服务器会转发你输入的内容。这里可用：/help、/clear、/quit（或 exit）。//文字 会发送 /文字。",
  udpNotice: "每行作为一个数据报发往 {where}。没有回应，也无从得知是否到达。",
  udpNoCommands: "--udp 模式没有命令；这一行没有发送。//文字 会发送 /文字。",
  udpFailed: "数据报发送失败：{reason}",
};
