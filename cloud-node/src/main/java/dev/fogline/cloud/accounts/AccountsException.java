package dev.fogline.cloud.accounts;

/// The database cannot be used; the message says which and why, without its password.
public final class AccountsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AccountsException(String message, Throwable cause) {
        super(message, cause);
    }
}
