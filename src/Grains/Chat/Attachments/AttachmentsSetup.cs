using Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Chat.Attachments;

public static class AttachmentsSetup
{
    /// <summary>What sessions need for files, and what reads and erases them.</summary>
    internal static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.AddSingleton<AttachmentTexts>();
        services.AddSingleton<SessionFiles>();
        services.AddSingleton<IPersonalData, ErasedAttachments>();
        return services.AddAttachmentUploads();
    }

    /// <summary>Registers <see cref="IAttachmentUploads"/>, for silos and for front ends alike.</summary>
    public static IServiceCollection AddAttachmentUploads(this IServiceCollection services)
    {
        services.AddOptions<AttachmentOptions>().BindConfiguration(AttachmentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IAttachmentStore, AttachmentStore>();
        services.AddSingleton<IAttachmentUploads, AttachmentUploads>();
        return services;
    }
}
