/** The six examples that Channelstream's own page gives, as it writes them: four are sent, one edits, one deletes. */
export const SEED_EXAMPLES = [
  `[{
      "channel": "tutorial/messaging",
      "user": "from_user",
      "message": {"text": "My message text", "can":"store_different_keys", "counter": 5}
    }]`,
  `[{
      "channel": "tutorial/messaging",
      "user": "from_user",
      "pm_users": ["messaging-demo-user", "some-other-user"],
      "exclude_users": [
        "exclude-this-user", "random-user"
      ],
      "message": {"text": "My message text"}
    }]`,
  `[{
  "user": "from_user",
  "pm_users": ["messaging-demo-user", "some-other-user"],
  "message": {"text": "My message text"}
}]`,
  `[{
      "channel": "tutorial/messaging",
      "user": "system",
      "no_history": true,
      "message": {"text": "My message text"}
    }]`,
  `[{
      "channel": "tutorial/messaging",
      "uuid": "USE_UUID_FROM_FIRST_EXAMPLE",
      "user": "my_new_user",
      "message": {"text": "My new payload"}
    }]`,
  `[{
      "channel": "tutorial/messaging",
      "uuid": "USE_UUID_FROM_FIRST_EXAMPLE"
    }]`,
] as const;
