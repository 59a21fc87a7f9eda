# What each file of PowerShell is made of, one fact a line with the function that it stands in: `error TEXT`,
# `command NAME`, `runs TEXT` (by & or .), `type NAME`, `call NAME/ARGUMENTS`, `member NAME`, `kind AST`,
# `operator NAME`, `variable NAME`.
$tokens = $null
$errors = $null
function name-of($it) {
    if ($it.Static) { "[$($it.Expression.TypeName.FullName)]::$($it.Member.Extent.Text)" }
    else { ".$($it.Member.Extent.Text)" }
}
foreach ($file in $args) {
    $tree = [Management.Automation.Language.Parser]::ParseFile($file, [ref] $tokens, [ref] $errors)
    $facts = [Collections.Generic.SortedSet[string]]::new([StringComparer]::Ordinal)
    foreach ($it in $errors) { $null = $facts.Add("error $($it.Extent.StartLineNumber): $($it.Message -replace '\s+', ' ')`tnone") }
    foreach ($it in $tree.FindAll({ $true }, $true)) {
        $kind = $it.GetType().Name
        $said = @("kind $kind")
        switch ($kind) {
            'CommandAst' {
                if ($it.InvocationOperator -eq 'Unknown') { $said += "command $($it.GetCommandName())" }
                else { $said += "runs $($it.InvocationOperator) $($it.CommandElements[0].Extent.Text)" }
            }
            'TypeExpressionAst' { $said += "type $($it.TypeName.FullName)" }
            'TypeConstraintAst' { $said += "type $($it.TypeName.FullName)" }
            'InvokeMemberExpressionAst' {
                $count = 0
                if ($null -ne $it.Arguments) { $count = $it.Arguments.Count }
                $said += "call $(name-of $it)/$count"
            }
            'MemberExpressionAst' { $said += "member $(name-of $it)" }
            'BinaryExpressionAst' { $said += "operator $($it.Operator)" }
            'UnaryExpressionAst' { $said += "operator $($it.TokenKind)" }
            'AssignmentStatementAst' { $said += "operator $($it.Operator)" }
            'NamedBlockAst' { $said += "kind $($it.BlockKind)Block" }
            'VariableExpressionAst' { $said += "variable $($it.VariablePath.UserPath)" }
        }
        if ($it.PSObject.Properties['NullConditional'] -and $it.NullConditional) { $said += 'kind NullConditional' }
        $in = $it
        while ($null -ne $in -and $in -isnot [Management.Automation.Language.FunctionDefinitionAst]) { $in = $in.Parent }
        $in = if ($null -eq $in) { 'none' } else { $in.Name }
        foreach ($one in $said) { $null = $facts.Add("$one`t$in") }
    }
    [Console]::WriteLine("file`n" + ($facts -join "`n"))
}
