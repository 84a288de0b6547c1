/** NickServ 和 ChanServ 说的话。 */
import type { NoticeTexts } from "./en.ts";

export const zh = {
  "account-created": "帐号已建立：{0} 是你的了。",
  "account-dropped": "帐号 {0} 已删除。",
  "account-exists": "{0} 已经有人用了。请换一个名字。",
  "account-full": "这台服务器的帐号数量已满。请联系管理员。",
  "account-info": "{0}，注册于 {1}。",
  "account-must-be-nick": "帐号名就是你的昵称：请先改名为 {0}。",
  "account-unknown": "没有叫 {0} 的帐号。",
  "already-logged-in": "你已经登录了。",
  "bad-account-name": "{0} 不能用作帐号名。",
  "cannot-store": "无法保存，所以什么也没有改变。请稍后再试，或告诉服务器的管理者。",
  "confirm-drop": "这会永远删除帐号 {0} 和它的名字。确定的话：DROP {0} {1}",
  "invalid-email": "需要一个电子邮件地址，例如 name@example.org。",
  "login-busy": "密码试得太多了。请等一分钟再试。",
  "login-failed": "名字或密码不对。",
  "logged-in": "你已登录为 {0}。",
  "logged-out": "你已退出登录。",
  "need-nick": "请先取一个昵称。",
  "not-logged-in": "你没有登录。",
  "password-changed": "{0} 的密码已更改。",
  "password-unusable": "这不能用作密码：它是空的、太长，或含有控制字符。",
  "registration-closed": "帐号由这台服务器的管理员建立。",
  "settings-changed": "{0} 的设置已更改。",
  "too-many-devices": "用这个帐号登录的设备太多了。请在其中一台上退出登录。",
} as const satisfies NoticeTexts;
