"""The objects that bots send within parameters, field by field, as of Bot API 10.0 (notation: `value_types`).

A button's text and the name of its action are not marked as required: `markup_rules` refuses those as Telegram does.
"""

OBJECTS = {
    "InlineKeyboardMarkup": "inline_keyboard!:[[InlineKeyboardButton]]",
    "InlineKeyboardButton": """text:str icon_custom_emoji_id:str style:str url:str callback_data:str web_app:WebAppInfo
        login_url:LoginUrl switch_inline_query:str switch_inline_query_current_chat:str
        switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat copy_text:CopyTextButton
        callback_game:CallbackGame pay:bool""",
    "WebAppInfo": "url!:str",
    "LoginUrl": "url!:str forward_text:str bot_username:str request_write_access:bool",
    "SwitchInlineQueryChosenChat": """query:str allow_user_chats:bool allow_bot_chats:bool allow_group_chats:bool
        allow_channel_chats:bool""",
    "CopyTextButton": "text!:str",
    "CallbackGame": "",
    "ReplyKeyboardMarkup": """keyboard!:[[KeyboardButton]] is_persistent:bool resize_keyboard:bool
        one_time_keyboard:bool input_field_placeholder:str selective:bool""",
    "KeyboardButton": """text!:str icon_custom_emoji_id:str style:str request_contact:bool request_location:bool
        web_app:WebAppInfo""",
    "ReplyKeyboardRemove": "remove_keyboard!:bool selective:bool",
    "ForceReply": "force_reply!:bool input_field_placeholder:str selective:bool",
    "ReplyParameters": """message_id!:int chat_id:chat allow_sending_without_reply:bool quote:str quote_parse_mode:str
        quote_entities:[MessageEntity] quote_position:int checklist_task_id:int poll_option_id:str""",
    "LinkPreviewOptions": """is_disabled:bool url:str prefer_small_media:bool prefer_large_media:bool
        show_above_text:bool""",
    "MessageEntity": """type!:str offset!:int length!:int url:str user:User language:str custom_emoji_id:str
        unix_time:int date_time_format:str""",
    "User": """id!:int is_bot!:bool first_name!:str last_name:str username:str language_code:str is_premium:bool
        added_to_attachment_menu:bool""",
    "BotCommand": "command!:str description!:str",
    "BotCommandScope": "type!:str chat_id:chat user_id:int",
    "MenuButton": "type!:str text:str web_app:WebAppInfo",
    "InlineQueryResultArticle": """type!:str id!:str title!:str input_message_content!:InputTextMessageContent
        reply_markup:InlineKeyboardMarkup url:str description:str thumbnail_url:str thumbnail_width:int
        thumbnail_height:int""",
    "InputTextMessageContent": """message_text!:str parse_mode:str entities:[MessageEntity]
        link_preview_options:LinkPreviewOptions""",
    "InlineQueryResultsButton": "text!:str web_app:WebAppInfo start_parameter:str",
    "InputPollOption": "text!:str text_parse_mode:str text_entities:[MessageEntity]",
    "ReactionType": "type!:str emoji:str custom_emoji_id:str",
    "SuggestedPostParameters": "price:SuggestedPostPrice send_date:int",
    "SuggestedPostPrice": "currency!:str amount!:int",
}
