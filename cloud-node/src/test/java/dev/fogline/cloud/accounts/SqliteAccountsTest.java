package dev.fogline.cloud.accounts;

import dev.fogline.edge.door.AccountsSetup;

/// In a file of the node's state.
class SqliteAccountsTest extends AccountsContract {

    @Override
    AccountsSetup setup() {
        return AccountsSetup.EMBEDDED;
    }
}
