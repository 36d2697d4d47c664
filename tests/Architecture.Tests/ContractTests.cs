using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Architecture.Tests;

public sealed class ContractTests
{
    [Fact]
    public void Every_message_is_serializable_under_a_stable_name()
    {
        var wrong = Contracts.Messages.Where(type =>
            type.GetCustomAttribute<GenerateSerializerAttribute>() is null || Contracts.AliasOf(type) is null);

        Assert.NotEmpty(Contracts.Messages);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_member_of_a_message_has_a_number_of_its_own()
    {
        var wrong =
            from type in Contracts.Messages
            where !type.IsEnum
            let members = Contracts.MembersOf(type).ToArray()
            where members.Any(member => member.Id is null) || members.DistinctBy(member => member.Id).Count() != members.Length
            select type.FullName;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_message_is_immutable()
    {
        var wrong =
            from type in Contracts.Messages
            where !type.IsEnum
            from member in Contracts.MembersOf(type)
            where !member.Property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{member.Property.Name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_grain_method_takes_a_cancellation_token_last()
    {
        var wrong =
            from contract in Contracts.Interfaces
            from method in contract.GetMethods()
            where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
            select $"{contract.Name}.{method.Name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_grain_contract_and_method_has_a_stable_name()
    {
        var wrong = Contracts.Interfaces.Where(contract =>
            Contracts.AliasOf(contract) is null || contract.GetMethods().Any(method => Contracts.AliasOf(method) is null));

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_stable_name_is_used_twice()
    {
        var twice = Contracts.Interfaces.Concat(Contracts.Messages).GroupBy(Contracts.AliasOf).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.Empty(twice);
    }

    [Fact]
    public void State_names_are_unique_in_the_product()
    {
        var twice = Contracts.States.GroupBy(state => state.StateName).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.Empty(twice);
    }

    [Fact]
    public void The_list_of_contracts_is_current()
    {
        var text = new StringBuilder("# Wire contracts: stable names, methods and member numbers. Generated; see CONTRIBUTING.md.\n");
        foreach (var contract in Contracts.Interfaces)
        {
            text.Append('\n').Append(Contracts.AliasOf(contract)).Append("  ").Append(contract.FullName).Append('\n');
            foreach (var method in contract.GetMethods().OrderBy(method => method.Name, StringComparer.Ordinal))
                text.Append("  ").Append(Contracts.AliasOf(method)).Append("  ").Append(method.Name).Append('(')
                    .AppendJoin(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType))).Append(") -> ")
                    .Append(NameOf(method.ReturnType)).Append('\n');
        }

        foreach (var message in Contracts.Messages)
        {
            text.Append('\n').Append(Contracts.AliasOf(message)).Append("  ").Append(message.FullName).Append('\n');
            if (message.IsEnum)
                foreach (var name in Enum.GetNames(message))
                    text.Append("  ").Append(Convert.ToInt32(Enum.Parse(message, name), null)).Append("  ").Append(name).Append('\n');
            else
                foreach (var (property, id) in Contracts.MembersOf(message).OrderBy(member => member.Id))
                    text.Append("  ").Append(id).Append("  ").Append(property.Name).Append(": ").Append(NameOf(property.PropertyType)).Append('\n');
        }

        Repository.AssertCurrent("docs/contracts.txt", text.ToString());
    }

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{NameOf(underlying)}?";
        if (type.HasElementType) return $"{NameOf(type.GetElementType()!)}[]";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
