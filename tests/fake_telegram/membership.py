"""Who is in a chat, whether the bot may write there, and in which topics of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.fake_telegram.messages import Message, User
from tests.fake_telegram.refusals import RefusedError, forbidden

if TYPE_CHECKING:
    from tests.fake_telegram.world import World


class Membership:
    """A chat without what is said in it."""

    def __init__(self, chat: dict[str, Any], members: Sequence[User], world: "World") -> None:
        self.chat, self.members, self.world = chat, list(members), world
        self.admins: set[User] = set()  # beside the first member, who owns a group
        self.bot_status = "member"
        self.topics: dict[int, str] = {}  # of a forum: name by thread id
        self.refusal: RefusedError | None = None  # what the bot gets that writes here

    @property
    def id(self) -> int:
        return int(self.chat["id"])

    @property
    def user(self) -> User:
        return self.members[0]

    @property
    def is_group(self) -> bool:
        return bool(self.chat["type"] != "private")

    def block(self) -> None:
        """The user blocks the bot, or the group throws it out."""
        kind = str(self.chat["type"])
        why = f"bot was kicked from the {kind} chat" if self.is_group else "bot was blocked by the user"
        self._change_status("kicked", forbidden(why))

    def unblock(self) -> None:
        self._change_status("member", None)

    def leave(self) -> None:
        """The bot goes by itself; Telegram does not tell it so."""
        self.bot_status = "left"
        self.refusal = forbidden(f"bot is not a member of the {self.chat['type']} chat")

    def promote(self) -> None:
        """Make the bot an administrator, which gets every message."""
        self._change_status("administrator", None)

    def upgrade(self, supergroup: "Membership") -> None:
        """Let the group go on as that supergroup; who writes here learns its number."""
        why = "Bad Request: group chat was upgraded to a supergroup chat"
        self.refusal = RefusedError(400, why, migrate_to_chat_id=supergroup.id)

    def topic(self, name: str) -> int:
        """Open a topic in a forum; return its thread id."""
        thread = self.world.next_message_id(self.id)
        self.topics[thread] = name
        return thread

    def thread(self, topic: int, reply_to: Message | None) -> dict[str, Any]:
        """Return the fields that say where in the chat a message stands: those of its topic, or of its replies."""
        if topic:
            return {"message_thread_id": topic, "is_topic_message": True}
        if reply_to is None or self.chat["type"] != "supergroup":
            return {}
        if reply_to.head.get("is_topic_message"):
            return {"message_thread_id": reply_to.head["message_thread_id"], "is_topic_message": True}
        if self.chat.get("is_forum"):
            return {}
        return {"message_thread_id": reply_to.head.get("message_thread_id", reply_to.message_id)}

    def new_head(self, sender: User) -> dict[str, Any]:
        """Return the first fields of a new message."""
        message_id = self.world.next_message_id(self.id)
        return {"message_id": message_id, "from": sender.json, "chat": self.chat, "date": self.world.now}

    def _change_status(self, status: str, refusal: RefusedError | None) -> None:
        bot = self.world.bot.json
        old, self.bot_status, self.refusal = self.bot_status, status, refusal
        content = {
            "chat": self.chat,
            "from": self.user.json,
            "date": self.world.now,
            "old_chat_member": member_json(old, bot),
            "new_chat_member": member_json(status, bot),
        }
        self.world.updates.add("my_chat_member", content)


_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)


def member_json(status: str, user: dict[str, Any]) -> dict[str, Any]:
    """Return a ChatMember object."""
    member: dict[str, Any] = {"status": status, "user": user}
    if status == "kicked":
        member["until_date"] = 0
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, False)
    if status == "creator":
        member["is_anonymous"] = False
    return member
