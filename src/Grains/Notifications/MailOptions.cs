using System.ComponentModel.DataAnnotations;

namespace Grains.Notifications;

/// <summary>Settings of mails, section <c>Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>The sender's address.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "grains@localhost";

    /// <summary>Where people reach the product: links in mails begin with it.</summary>
    [Required, Url]
    public string BaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>How long a mail that nobody takes is tried; a minute to a week.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long one attempt may take; a second to five minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public SmtpOptions Smtp { get; } = new();
}

/// <summary>The mail server, section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Without one, mails go into the outbox of the data folder.</summary>
    public string? Host { get; set; }

    /// <summary>1 to 65,535.</summary>
    public int Port { get; set; } = 587;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether nothing is said before STARTTLS. A server that cannot is then no server.</summary>
    public bool StartTls { get; set; } = true;
}
