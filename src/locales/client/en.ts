/** The client's texts in English. Every other language has the same keys. */
export const en = {
  usage: `chat-client {version}: chat on the local network

  chat-client HOST PORT          for example: chat-client 192.168.55.13 8081
  chat-client HOST:PORT          also [IPv6]:PORT
  chat-client unix:/PATH         a socket file on this machine
  chat-client irc://HOST/#ROOM   an IRC server, and a room of it; the port is 6667 if none is named

  echo hello | chat-client HOST PORT     sends what is piped in, then leaves

  --plain            one line after the other, without a full screen (today the only way)
  --udp              send each line as one datagram; nothing is answered
  --nick NAME        what to be called (otherwise your user name on this machine)
  --account NAME     log in to this account; the password is asked for
  --password-file FILE
                     the first line of this file is the password
  --channel ROOM     which room to enter; several with commas between them
  --history N        show the last N lines of a room (otherwise 20; in a pipe, none)
  --irc              the server is an IRC server; not needed for ports 6667 and 6697
  --lang en|zh       language of these texts (otherwise from LANG)
  --licenses         licences of everything inside this program
  -V, --version      version
  -h, --help         this help

Each flag can be set in the environment: CHAT_LANG=zh, CHAT_PLAIN=1, CHAT_UDP=1, CHAT_IRC=1,
CHAT_NICK=ann, CHAT_CHANNEL=tea, CHAT_HISTORY=50, CHAT_ACCOUNT=ann, CHAT_PASSWORD_FILE=secret.
Passwords are never on the command line: CHAT_PASSWORD is that of the account, CHAT_OPER_PASSWORD
is for /oper where nobody can be asked.
Leave with /quit, exit, ^D or ^C.`,
  usageTryHelp: "See chat-client --help",
  usageMissingTarget: "Where to? Type: chat-client HOST PORT, for example chat-client 192.168.55.13 8081",
  usageMissingPort:
    'The port is missing after "{word}". Type: chat-client HOST PORT, for example chat-client {word} 8081',
  usageBadPort: '"{word}" is not a port. A port is a number from 1 to 65535, for example 8081',
  usageTooMany: '"{word}" is one argument too many. Type: chat-client HOST PORT',
  usageIpv6:
    'Where does the port begin in "{word}"? Type: chat-client [ADDRESS]:PORT, or ADDRESS and PORT apart',
  usageUnknownFlag: '"{word}" is not a flag of chat-client',
  usageBadLanguage: '"{word}" is not a language of chat-client. Type: --lang en or --lang zh',
  usageBadNick:
    '"{word}" cannot be a name. Use up to 32 letters, digits, - and _, beginning with a letter, for example --nick ann',
  usageBadHistory:
    '"{word}" is not a number of lines. Type a number from 0 to 1000, for example --history 50',
  usageTls:
    "{word}: this version of chat-client cannot encrypt yet. Type irc:// if the server takes that as well",
  usageUdpUnix: "{word} does not go with a unix: address",

  connected: "Connected to {where}",
  connectedSilent:
    "Connected to {where}, but the server has said nothing so far. You can still type. If it is an IRC server, leave and add --irc.",
  failedRefused:
    "No chat server at {where}: the machine answered, but nothing listens on that port. Check the port, and that the server is running.",
  failedUnreachable:
    "Cannot reach {where}: there is no way to that machine. Check the address, and that both machines are on the same network.",
  failedTimeout:
    "No answer from {where}. Check the address, that the machine is on, and that no firewall closes the port.",
  failedName: 'Cannot find a machine called "{host}". Check the spelling, or type its IP address.',
  failedUnix: "No chat server at {where}. Check the path, and that the server is running.",
  failedPermission:
    "Not allowed to connect to {where}. Check the permissions, and the firewall of this machine.",
  failedOther: "Cannot connect to {where}: {reason}",

  lost: "Lost the connection to {where}; trying again. What you type meanwhile is not sent.",
  refusedWhileLost: "Not sent, there is no connection now: {word}",
  refusedWhileFull: "Not sent, too much is waiting to be sent: {word}",
  pasted: "{word} lines are pasted. Enter says them, ^C forgets them.",
  reconnected: "Connected to {where} again",
  serverClosed: "The server closed the connection.",
  unsent: "The connection to {where} ended before everything was sent.",

  unknownCommand: "This server has no commands; {word} was not sent. To say it as text, type /{word}",
  localHelp: "This server passes on what you type. Here: /help, /clear, /quit (or exit). //text sends /text.",
  udpNotice:
    "Each line goes to {where} as a datagram. Nothing is answered, and nobody tells whether it arrives.",
  udpNoCommands: "With --udp there are no commands; the line was not sent. //text sends /text.",
  udpFailed: "A datagram could not be sent: {reason}",
} as const satisfies Record<string, string>;
