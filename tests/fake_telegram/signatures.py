"""The methods of the server and their parameters, as of Bot API 10.0 (notation: `value_types`)."""

from typing import Any

from tests.fake_telegram.bodies import Upload
from tests.fake_telegram.refusals import RefusedError, bad_request
from tests.fake_telegram.value_types import Shape, read_shape

_INLINE = "reply_markup:InlineKeyboardMarkup"
_TO = "business_connection_id:str chat_id!:chat message_thread_id:int"
_QUIETLY = """disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str
    reply_parameters:ReplyParameters
    reply_markup:InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"""
_SEND = f"{_TO} direct_messages_topic_id:int suggested_post_parameters:SuggestedPostParameters {_QUIETLY}"
_TEXT = "text!:str parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions"
_CAPTION = "caption:str parse_mode:str caption_entities:[MessageEntity]"
_EDIT = f"business_connection_id:str chat_id:chat message_id:int inline_message_id:str {_INLINE}"
_SCOPE = "scope:BotCommandScope language_code:str"

_NOTATION = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:[str]",
    "setWebhook": """url!:str certificate:file ip_address:str max_connections:int allowed_updates:[str]
        drop_pending_updates:bool secret_token:str""",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "setMyCommands": f"commands!:[BotCommand] {_SCOPE}",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "setChatMenuButton": "chat_id:int menu_button:MenuButton",
    "getChatMenuButton": "chat_id:int",
    "sendMessage": f"{_SEND} {_TEXT}",
    "sendPhoto": f"{_SEND} {_CAPTION} photo!:file show_caption_above_media:bool has_spoiler:bool",
    "sendDocument": f"{_SEND} {_CAPTION} document!:file thumbnail:file disable_content_type_detection:bool",
    "sendPoll": f"""{_TO} {_QUIETLY} question!:str question_parse_mode:str question_entities:[MessageEntity]
        options!:[InputPollOption] is_anonymous:bool type:str allows_multiple_answers:bool allows_revoting:bool
        shuffle_options:bool allow_adding_options:bool hide_results_until_closes:bool members_only:bool
        country_codes:[str] correct_option_ids:[int] explanation:str explanation_parse_mode:str
        explanation_entities:[MessageEntity] open_period:int close_date:int is_closed:bool description:str
        description_parse_mode:str description_entities:[MessageEntity]""",
    "sendChatAction": f"{_TO} action!:str",
    "editMessageText": f"{_EDIT} {_TEXT}",
    "editMessageCaption": f"{_EDIT} {_CAPTION} show_caption_above_media:bool",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id!:chat message_id!:int",
    "deleteMessages": "chat_id!:chat message_ids!:[int]",
    "setMessageReaction": "chat_id!:chat message_id!:int reaction:[ReactionType] is_big:bool",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "answerInlineQuery": """inline_query_id!:str results!:[InlineQueryResultArticle] cache_time:int is_personal:bool
        next_offset:str button:InlineQueryResultsButton""",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "leaveChat": "chat_id!:chat",
}

SIGNATURES: dict[str, Shape] = {method: read_shape(notation, outer=True) for method, notation in _NOTATION.items()}
_NAMES = {method.lower(): method for method in SIGNATURES}  # as at Telegram, the case of a method does not count


def method_called(name: str) -> str:
    """Return the method as it is written in `SIGNATURES`.

    Raises:
        RefusedError: 404 for an unknown method.
    """
    if name in SIGNATURES:
        return name
    if method := _NAMES.get(name.lower()):
        return method
    raise RefusedError(404, "Not Found: method not found")


def read_parameters(method: str, sent: dict[str, object]) -> dict[str, Any]:
    """Return the parameters of a call with their types; a file that "attach://name" points to takes its place.

    Raises:
        RefusedError: 400 for a parameter that is unknown, absent or of another type. (Telegram itself passes over
            unknown parameters; here they are mistakes.)
    """
    signature = SIGNATURES[method]
    attached = {f"attach://{name}": name for name, raw in sent.items() if isinstance(raw, Upload)}
    if attached:
        used = [raw for raw in sent.values() if isinstance(raw, str) and raw in attached]
        pointed_at = {attached[raw]: sent[attached[raw]] for raw in used}
        sent = {
            name: pointed_at[attached[raw]] if isinstance(raw, str) and raw in attached else raw
            for name, raw in sent.items()
            if name in signature.readers or name not in pointed_at
        }
    try:
        return signature.read(sent)
    except ValueError as error:
        raise bad_request(f"parameter {error}") from error
